// Who may include whom. Prints file:line for every include that goes against the direction of the layers, and for every
// library that leaves the files it is meant to stay in. Called without arguments by tools/test lint.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { finish, isCpp, repository, sourceFiles } from "./source_files.mjs";

// A layer includes itself and what stands here: layers, or single files of one. Lower ones first.
const CORE = {
  base: [],
  domain: ["base"],
  storage: ["base", "domain"],
  change: ["base", "domain", "storage"],
  search: ["base", "domain", "storage", "change"],
  transfer: ["base", "domain", "storage", "change"],
  analytics: ["base", "domain", "storage", "change"],
  sync: ["base", "domain", "storage", "change"],
  api: ["base", "domain", "storage", "change", "search", "transfer", "analytics", "sync"],
};
const VALUES = ["core/base", "core/domain", "core/api"]; // what crosses the boundary to the screen
const WEB = {
  theme: ["core/base"],
  i18n: ["core/base", "web/platform/platform.h"], // fetches its catalogue
  ui: ["core/base", "web/theme"],
  platform: ["core/base", "web/theme", "web/ui"],
  client: [...VALUES],
  widgets: ["core/base", "core/domain", "web/theme", "web/i18n", "web/ui"],
  views: [...VALUES, "web/theme", "web/i18n", "web/ui", "web/widgets", "web/client", "web/app", "web/platform"],
  app: [...VALUES, "web/theme", "web/i18n", "web/ui", "web/widgets", "web/client", "web/views", "web/platform"],
  gallery: ["core/base", "web/theme", "web/i18n", "web/ui", "web/widgets", "web/platform"], // shows the kit, for tests
  worker: Object.keys(CORE).map((layer) => `core/${layer}`),
};
const STORED = ["core/base", "core/domain", "core/storage", "core/change", "core/sync"];
const SERVER = {
  store: STORED,
  auth: [...STORED, "core/api", "server/store", "server/http/client_address.h"], // limits count by address
  jobs: [...STORED, "server/store", "server/auth"],
  demo: [...STORED, "core/api", "server/store", "server/auth"],
  http: ["core/base"],
  routes: [...STORED, "core/api", "server/store", "server/auth", "server/jobs", "server/http"],
  middleware: ["core/base", "server/http", "server/auth"],
  app: [...STORED, "core/api", "server/store", "server/auth", "server/jobs", "server/demo", "server/http", "server/routes", "server/middleware"],
};

const allowed = new Map();
for (const [layer, below] of Object.entries(CORE)) allowed.set(`core/${layer}`, below.map((name) => `core/${name}`));
for (const [layer, below] of Object.entries(WEB)) allowed.set(`web/${layer}`, below);
for (const [layer, below] of Object.entries(SERVER)) allowed.set(`server/${layer}`, below);

const isMain = (file) => /^(web|server|tools)\/.*main\.cpp$/.test(file);
const below = (...folders) => (file) => folders.some((folder) => file.startsWith(`${folder}/`));
const any = (...tests) => (file) => tests.some((test) => test(file));

// Libraries and the only places for them.
const LIBRARIES = [
  { name: "SQLite", include: /^sqlite3\.h$/, where: below("core/storage", "web/worker", "server/store", "tests") },
  { name: "Emscripten", include: /^(emscripten|GLES|EGL)/, where: any(below("web/worker", "web/platform", "tests"), isMain) },
  { name: "Boost", include: /^boost\//, where: any(below("server/http", "tests/server", "tests/bench"), isMain) },
  { name: "Dear ImGui", include: /^imgui/, where: below("web/ui", "web/widgets", "web/platform", "web/theme") },
  { name: "JSON", include: /^nlohmann\//, where: (file) => !file.startsWith("web/views/") && !file.startsWith("core/domain/") },
];
// Drawing goes through web/ui, so that nothing is on the screen that the page's mirror does not know.
const DRAWING = { pattern: /\b(ImGui::|ImDrawList\b|AddText\()/, where: below("web/ui", "web/widgets", "web/platform", "web/theme", "tests") };
// Platforms are chosen by file in CMake.
const PLATFORM_CHOICE = { pattern: /^\s*#\s*(if|ifdef|ifndef|elif)\b.*__EMSCRIPTEN__/, where: below("tests", "web/worker", "web/platform") };

const layerOf = (file) => file.split("/").slice(0, 2).join("/");

// Includes are written from core/, web/, server/ or tests/ ("base/error.h"), seen from the including file's own part first.
function resolveInclude(file, include) {
  const part = file.split("/")[0];
  const roots = [...new Set([part, "core", "web", "server", "tests", "."])];
  if (existsSync(join(repository, dirname(file), include)) && !include.includes("/")) return join(dirname(file), include);
  const root = roots.find((candidate) => existsSync(join(repository, candidate, include)));
  return root === undefined ? undefined : join(root, include);
}

function checkInclude(file, include, isQuoted) {
  const library = LIBRARIES.find((one) => one.include.test(include));
  if (library) return library.where(file) ? undefined : `${library.name} does not belong here`;
  if (!isQuoted) return undefined;
  const target = resolveInclude(file, include);
  const isLayered = /^(core|web|server)\/[^/]+\/./.test(file);
  if (target === undefined) return !isLayered || include === "theme/icons.h" ? undefined : `there is no file ${include}`;
  const from = layerOf(file), to = layerOf(target);
  const rule = allowed.get(from);
  if (from === to || isMain(file)) return undefined;
  if (rule === undefined) return isLayered ? `${from} is not among the layers of tools/checks/layers.mjs` : undefined; // tests, tools
  return rule.includes(to) || rule.includes(target) ? undefined : `${from} must not know ${to}`;
}

const findings = [];
for (const file of sourceFiles(isCpp)) {
  readFileSync(join(repository, file), "utf8").split("\n").forEach((line, index) => {
    const report = (problem) => findings.push(`${file}:${index + 1}: ${problem}: ${line.trim()}`);
    const include = line.match(/^\s*#\s*include\s*(["<])([^">]+)[">]/);
    if (include) {
      const problem = checkInclude(file, include[2], include[1] === '"');
      if (problem) report(problem);
      return;
    }
    const code = line.replace(/\/\/.*/, "");
    if (DRAWING.pattern.test(code) && !DRAWING.where(file)) report("drawing goes through web/ui");
    if (PLATFORM_CHOICE.pattern.test(code) && !PLATFORM_CHOICE.where(file)) report("choose the platform by file in CMake");
  });
}
finish("layers", findings);
