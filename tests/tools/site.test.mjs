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
  for (const [path, text] of Object.entries({ "shell/index.html": '<script type="module" src="/boot.js"></script>', "shell/boot.js": 'import("./app.mjs");',
    "build/app.mjs": 'new URL("app.wasm", import.meta.url)', "build/app.wasm": "\0asm".repeat(100), "build/fonts/inter-400.ttf": "font", ...files })) {
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

test("names carry a hash of the content and references follow through every level", () => {
  const { list, read } = pack(sourceTree());
  const boot = list.assets["/boot.js"], app = list.assets["/app.mjs"], wasm = list.assets["/app.wasm"];
  assert.match(wasm, /^\/app\.[0-9a-f]{16}\.wasm$/);
  assert.ok(read("index.html").includes(`src="${boot}"`));
  assert.ok(read(boot).includes(`.${app}`));
  assert.ok(read(app).includes(wasm.slice(1)));
});

test("a change below changes every name above it and the version", () => {
  const root = sourceTree();
  const before = pack(root).list;
  writeFileSync(join(root, "build/app.wasm"), "\0asm, newer");
  const after = pack(root);
  for (const name of ["/app.wasm", "/app.mjs", "/boot.js"]) assert.notEqual(after.list.assets[name], before.assets[name]);
  assert.notEqual(after.list.version, before.version);
  assert.ok(!existsSync(join(after.out, before.assets["/app.wasm"])), "the old file is gone");
});

test("the service worker learns the version and what to keep, itself not among it", () => {
  const root = sourceTree({ "shell/service_worker.js": 'const version = "__VERSION__", files = __PRECACHE__;', "shell/screenshots/phone.png": "png" });
  const { list, read } = pack(root);
  const text = read("service_worker.js");
  assert.ok(text.includes(`"${list.version}"`));
  assert.ok(text.includes(JSON.stringify(list.precache)));
  assert.ok(list.precache.includes("/") && list.precache.includes(list.assets["/fonts/inter-400.ttf"]));
  assert.ok(!list.precache.some((path) => path.includes("service_worker") || path.includes("screenshots")));
});

test("scripts lose comments and indentation, texts keep theirs", () => {
  const script = "// first\nexport const a = 1; /* why */ const b = \"// text\";\n  const c = `one\n    two // ${a}\n  three`;\n\n\n  // last\n  a\n  /* two\n lines */ (b)\n";
  const { list, read } = pack(sourceTree({ "shell/boot.js": `import("./app.mjs");\n${script}` }));
  assert.equal(read(list.assets["/boot.js"].slice(1)).replace(/"[^"]*app[^"]*"/, '"app"'),
    "import(\"app\");\n \nexport const a = 1;   const b = \"// text\";\nconst c = `one\n    two // ${a}\n  three`;\n \na\n\n (b)\n");
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
  const { list, read } = pack(sourceTree({ "shell/boot.js": '"app.mjs"; "my-app.mjs"; "app.mjs.map";' }));
  assert.equal(read(list.assets["/boot.js"]), `"${list.assets["/app.mjs"].slice(1)}"; "my-app.mjs"; "app.mjs.map";`);
});

test("two files of one name, or files that mention each other, are refused by name", () => {
  const twice = pack(sourceTree({ "shell/icons/boot.js": "1" }));
  assert.equal(twice.status, 1);
  assert.match(twice.stderr, /boot\.js/);
  const circle = pack(sourceTree({ "shell/boot.js": '"other.js"', "shell/other.js": '"boot.js"' }));
  assert.equal(circle.status, 1);
  assert.match(circle.stderr, /circle/);
});
