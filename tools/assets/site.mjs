// node site.mjs --source REPOSITORY --fonts FOLDER --out SITE MODULE.mjs...
//
// Puts together what the browser loads: shell/, the scripts of web/worker, the wasm modules, fonts and translations. The
// page's scripts become one file, and the worker's too: a browser asks for modules one level of imports after the other.
// Every file gets its content's hash in its name, so that the server can let browsers keep it for ever, and references
// follow: wherever a file mentions another one by its name (worker.js, "app.wasm", url(inter-400.ttf)), the name is replaced
// by the hashed one. Names are therefore unique across folders.
//
// Files with an address that must not change keep their name: the page, the service worker, the manifest. In these,
//   __VERSION__   stands for a short hash of the whole site,
//   __PRECACHE__  for a JSON list of the addresses that an installed program needs offline,
//   __ASSETS__    for a JSON object from plain to hashed addresses, for code that composes a name.
// Beside every file that shrinks lies its brotli copy, NAME.br. SITE/site.json lists it all for
// the server and the tests.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { catalogueOf, parsePo } from "../translations/po.mjs";

const { values: options, positionals: modules } = parseArgs({
  allowPositionals: true, options: { source: { type: "string" }, fonts: { type: "string" }, out: { type: "string" } } });

const KEEPS_ITS_NAME = new Set(["index.html", "service_worker.js", "manifest.webmanifest", "favicon.ico", "robots.txt"]);
const TEXT = new Set([".html", ".css", ".js", ".mjs", ".json", ".svg", ".txt", ".webmanifest"]);
const ENTRIES = ["shell/start.js", "shell/main.js", "shell/service_worker.js", "web/worker/worker.js", "web/gallery/gallery_main.js"]; // what the browser loads as scripts
const SHRINKS = new Set([...TEXT, ".wasm", ".ttf", ".ico"]);
// Not pictures that app stores and installation dialogs show (the system fetches them when people install the program), and
// not the gallery.
const UNNEEDED_OFFLINE = [/^screenshots\//, /^icons\/.*\.png$/, /^service_worker\.js$/, /^robots\.txt$/, /^gallery(_main)?\./];
const needed_offline = (path) => !UNNEEDED_OFFLINE.some((pattern) => pattern.test(path));

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

// path in the site -> content
async function collect() {
  const files = new Map();
  const add = (path, content) => {
    if (files.has(path)) throw new Error(`two files want to be ${path}`);
    files.set(path, content);
  };
  const shell = join(options.source, "shell");
  for (const path of filesBelow(shell)) if (![".md", ".js"].includes(extname(path))) add(path, readFileSync(join(shell, path)));
  for (const path of filesBelow(options.fonts)) add(`fonts/${path}`, readFileSync(join(options.fonts, path)));
  for (const module of modules) {
    const wasm = module.replace(/\.mjs$/, ".wasm");
    add(basename(wasm), readFileSync(wasm));
  }
  for (const path of ENTRIES.filter((entry) => existsSync(join(options.source, entry)))) add(basename(path), await script(join(options.source, path)));
  const translations = join(options.source, "web/i18n");
  for (const path of filesBelow(translations).filter((name) => name.endsWith(".po"))) {
    const language = basename(path, ".po").replace("_", "-");
    add(`locale-${language}.json`, Buffer.from(JSON.stringify(catalogueOf(parsePo(readFileSync(join(translations, path), "utf8"))))));
  }
  if (!files.has("index.html")) throw new Error("shell/index.html is missing");
  return files;
}

// One script with all that it imports. The modules that Emscripten made lie in the build, not beside the sources.
async function script(entry) {
  const built = new Map(modules.map((module) => [basename(module), resolve(module)]));
  const fromBuild = ({ path }) => (built.has(basename(path)) ? { path: built.get(basename(path)) } : undefined);
  const { outputFiles } = await build({
    entryPoints: [entry], write: false, bundle: true, minify: true, format: "esm", target: "es2022", charset: "utf8", legalComments: "none", logLevel: "silent",
    plugins: [{ name: "modules of the build", setup: ({ onResolve }) => {
      onResolve({ filter: /\.mjs$/ }, fromBuild);
      onResolve({ filter: /^\/\w+\.js$/ }, () => ({ external: true })); // an address of the site
    } }] });
  return Buffer.from(outputFiles[0].contents);
}

const hash = (content, length) => createHash("sha256").update(content).digest("hex").slice(0, length);

// Replaces plain names by hashed ones; knows only the files that were named before.
class Renaming {
  hashed = new Map(); // base name -> hashed base name

  apply(text) {
    if (!this.hashed.size) return text;
    const names = [...this.hashed.keys()].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return text.replace(new RegExp(`(?<![\\w.-])(${names.join("|")})(?![\\w-]|\\.\\w)`, "g"), (name) => this.hashed.get(name));
  }
}

// A file can be named when all it mentions are: wasm and fonts first, then modules and styles, then what loads them.
function rename(files) {
  const byName = new Map();
  for (const path of files.keys()) {
    if (KEEPS_ITS_NAME.has(path)) continue;
    if (byName.has(basename(path))) throw new Error(`${path} and ${byName.get(basename(path))} have the same name`);
    byName.set(basename(path), path);
  }
  const mentions = (path) => {
    if (!TEXT.has(extname(path))) return [];
    const text = files.get(path).toString();
    const words = new Set(text.match(/[\w.-]+/g)?.map((word) => word.replace(/^[.-]+|[.-]+$/g, "")));
    return [...byName.keys()].filter((name) => name !== basename(path) && words.has(name));
  };

  const renaming = new Renaming(), renamed = new Map();
  const waiting = new Map([...byName.values()].map((path) => [path, mentions(path)]));
  while (waiting.size) {
    const ready = [...waiting].filter(([, names]) => names.every((name) => renaming.hashed.has(name)));
    if (!ready.length) throw new Error(`these files mention each other in a circle: ${[...waiting.keys()].join(", ")}`);
    for (const [path] of ready) {
      waiting.delete(path);
      let content = files.get(path);
      if (TEXT.has(extname(path))) content = Buffer.from(renaming.apply(content.toString()));
      const extension = extname(path), stem = path.slice(0, -extension.length);
      const newPath = `${stem}.${hash(content, 16)}${extension}`;
      renamed.set(path, { path: newPath, content });
      renaming.hashed.set(basename(path), basename(newPath));
    }
  }
  return { renaming, renamed };
}

function assemble(files) {
  const { renaming, renamed } = rename(files);
  const fixed = [...files].filter(([path]) => KEEPS_ITS_NAME.has(path));
  const version = hash([...renamed.values()].map((file) => file.path).join() + fixed.map(([path, content]) => path + content).join(), 12);
  const address = (path) => (path === "index.html" ? "/" : `/${path}`);
  const assets = Object.fromEntries([...renamed].map(([plain, { path }]) => [address(plain), address(path)]));
  const precache = [...fixed.map(([path]) => path), ...renamed.keys()].filter(needed_offline)
    .map((path) => address(renamed.get(path)?.path ?? path)).sort();

  const site = [...renamed.values()].map((file) => ({ ...file, immutable: true }));
  for (const [path, content] of fixed) {
    const text = TEXT.has(extname(path)) && renaming.apply(content.toString())
      .replaceAll("__VERSION__", version).replaceAll("__PRECACHE__", JSON.stringify(precache)).replaceAll("__ASSETS__", JSON.stringify(assets));
    site.push({ path, content: text ? Buffer.from(text) : content, immutable: false });
  }
  return { version, assets, precache, site };
}

function compressed(content, extension) {
  return brotliCompressSync(content, { params: {
    [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    [constants.BROTLI_PARAM_MODE]: extension === ".ttf" ? constants.BROTLI_MODE_FONT : TEXT.has(extension) ? constants.BROTLI_MODE_TEXT : constants.BROTLI_MODE_GENERIC,
  } });
}

function write({ version, assets, precache, site }) {
  const kept = new Set(["site.json"]);
  const sizes = new Map();
  // The page and the service worker come last: a server running meanwhile never names a file that is not there yet.
  for (const { path, content } of site) {
    const file = join(options.out, path), extension = extname(path);
    const isSame = existsSync(file) && readFileSync(file).equals(content);
    if (!isSame) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    kept.add(path);
    sizes.set(path, content.length);
    if (!SHRINKS.has(extension)) continue;
    if (!isSame || !existsSync(`${file}.br`)) writeFileSync(`${file}.br`, compressed(content, extension));
    kept.add(`${path}.br`);
    sizes.set(path, statSync(`${file}.br`).size);
  }
  for (const path of filesBelow(options.out)) if (!kept.has(path)) rmSync(join(options.out, path));
  const list = { version, files: site.map(({ path, immutable }) => ({ path, immutable, transferBytes: sizes.get(path) })), assets, precache };
  writeFileSync(join(options.out, "site.json"), JSON.stringify(list, null, 1));

  const total = site.filter(({ path }) => needed_offline(path)).reduce((sum, { path }) => sum + sizes.get(path), 0);
  console.log(`${relative(process.cwd(), options.out) || "."}: version ${version}, ${site.length} files, ${(total / 1000).toFixed(0)} kB to load`);
}

try {
  write(assemble(await collect()));
} catch (error) {
  console.error(`site: ${error.message}`);
  process.exit(1);
}
