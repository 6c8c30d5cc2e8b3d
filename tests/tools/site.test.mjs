import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { brotliDecompressSync } from "node:zlib";

const packager = resolve(new URL(".", import.meta.url).pathname, "../../tools/assets/site.mjs");
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function sourceTree(files) {
  const root = mkdtempSync(join(tmpdir(), "vinculo-site-"));
  folders.push(root);
  for (const [path, text] of Object.entries({ "shell/index.html": '<script type="module" src="/main.js"></script>',
    "shell/main.js": 'import { boot } from "./page/boot.js"; boot();', "shell/page/boot.js": 'export const boot = () => import("./app.mjs");',
    "build/app.mjs": 'export const address = new URL("app.wasm", import.meta.url);', "build/app.wasm": "\0asm".repeat(100), "build/fonts/inter-400.ttf": "font", ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function pack(root) {
  const out = join(root, "site");
  const result = spawnSync(process.execPath, [packager, "--source", root, "--fonts", join(root, "build/fonts"), "--out", out, join(root, "build/app.mjs")], { encoding: "utf8" });
  const read = (path) => readFileSync(join(out, path), "utf8");
  return { ...result, out, read, list: result.status === 0 ? JSON.parse(read("site.json")) : undefined };
}

test("names carry a hash of the content, and references follow", () => {
  const { list, read } = pack(sourceTree());
  const main = list.assets["/main.js"], wasm = list.assets["/app.wasm"];
  assert.match(wasm, /^\/app\.[0-9a-f]{16}\.wasm$/);
  assert.ok(read("index.html").includes(`src="${main}"`));
  assert.ok(read(main).includes(wasm.slice(1)));
});

test("a change below changes every name above it and the version", () => {
  const root = sourceTree();
  const before = pack(root).list;
  writeFileSync(join(root, "build/app.wasm"), "\0asm, newer");
  const after = pack(root);
  for (const name of ["/app.wasm", "/main.js"]) assert.notEqual(after.list.assets[name], before.assets[name]);
  assert.notEqual(after.list.version, before.version);
  assert.ok(!existsSync(join(after.out, before.assets["/app.wasm"])), "the old file is gone");
});

test("the page's scripts are one file, the worker's another, and both name what they load", () => {
  const { list, read } = pack(sourceTree({ "shell/main.js": 'import "./page/boot.js"; new Worker(new URL("./worker.js", import.meta.url));',
    "web/worker/worker.js": 'import { answer } from "./core.js"; console.log(answer);', "web/worker/core.js": "export const answer = 6 * 7; // why" }));
  assert.deepEqual(list.files.map(({ path }) => path).filter((path) => path.endsWith(".js") || path.endsWith(".mjs")).map((path) => path.split(".")[0]).sort(), ["main", "worker"]);
  assert.ok(read(list.assets["/main.js"]).includes(list.assets["/worker.js"].slice(1)));
  assert.match(read(list.assets["/worker.js"]), /console\.log\(\w+\)/);
});

test("a script that cannot be read is refused by name and place", () => {
  const broken = pack(sourceTree({ "shell/page/boot.js": "export const = ;" }));
  assert.equal(broken.status, 1);
  assert.match(broken.stderr, /boot\.js:1/);
});

test("the service worker learns the version and what to keep, itself not among it", () => {
  const root = sourceTree({ "shell/service_worker.js": 'console.log("__VERSION__", __PRECACHE__);', "shell/screenshots/phone.png": "png" });
  const { list, read } = pack(root);
  const text = read("service_worker.js");
  assert.ok(text.includes(`"${list.version}"`));
  assert.ok(text.includes(JSON.stringify(list.precache)));
  assert.ok(list.precache.includes("/") && list.precache.includes(list.assets["/fonts/inter-400.ttf"]));
  assert.ok(!list.precache.some((path) => path.includes("service_worker") || path.includes("screenshots")));
});

test("the brotli copy unpacks to the file", () => {
  const { out, list } = pack(sourceTree());
  const wasm = join(out, list.assets["/app.wasm"]);
  assert.deepEqual(brotliDecompressSync(readFileSync(`${wasm}.br`)), readFileSync(wasm));
});

test("packing again writes nothing", () => {
  const root = sourceTree();
  const { out } = pack(root);
  const files = readdirSync(out).filter((name) => name !== "site.json" && statSync(join(out, name)).isFile());
  for (const name of files) utimesSync(join(out, name), 1, 1);
  pack(root);
  for (const name of files) assert.equal(statSync(join(out, name)).mtimeMs, 1000, name);
});

test("longer names that contain a shorter one are left alone", () => {
  const { list, read } = pack(sourceTree({ "shell/page.css": 'a { b: "app.wasm"; c: "my-app.wasm"; d: "app.wasm.map" }' }));
  assert.equal(read(list.assets["/page.css"]), `a { b: "${list.assets["/app.wasm"].slice(1)}"; c: "my-app.wasm"; d: "app.wasm.map" }`);
});

test("two files of one name, or files that mention each other, are refused by name", () => {
  const twice = pack(sourceTree({ "shell/page.css": "1", "shell/icons/page.css": "2" }));
  assert.equal(twice.status, 1);
  assert.match(twice.stderr, /page\.css/);
  const circle = pack(sourceTree({ "shell/page.css": '"other.css"', "shell/other.css": '"page.css"' }));
  assert.equal(circle.status, 1);
  assert.match(circle.stderr, /circle/);
});
