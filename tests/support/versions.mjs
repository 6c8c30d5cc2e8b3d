// Other versions of the application, made as the first one was, and a broken way to a server.
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { temporaryFolder } from "./browser.mjs";
import { passOn, repository, site, wasmBuild } from "./server.mjs";

const listOf = (folder) => JSON.parse(readFileSync(join(folder, "site.json"), "utf8"));
export const versionOf = (folder) => listOf(folder).version;

/** The site with another script of the page and of the worker. remove() when nothing serves it any more. */
export function makeVersion(name) {
  const { path, remove } = temporaryFolder("vinculo-version-");
  const source = join(path, "source"), out = join(path, "site");
  for (const folder of ["shell", "web/worker", "web/i18n"]) cpSync(join(repository, folder), join(source, folder), { recursive: true });
  for (const script of ["shell/boot.js", "web/worker/worker.js"])
    appendFileSync(join(source, script), `\nglobalThis.versionUnderTest = ${JSON.stringify(name)};\n`);
  pack(source, out);
  return { site: out, version: versionOf(out), remove };
}

/** The site with the program that reports what Dear ImGui knows of the screen: vinculo.audit(). */
export function makeAuditedSite() {
  const { path, remove } = temporaryFolder("vinculo-audited-");
  pack(repository, path, { "app.wasm": "audit/app.mjs" });
  return { site: path, remove };
}

function pack(source, out, replaced = {}) {
  cpSync(site, out, { recursive: true }); // what stays the same is not compressed again
  const wasm = Object.keys(listOf(site).assets).map((path) => path.slice(1)).filter((name) => name.endsWith(".wasm"));
  const modules = wasm.map((name) => join(wasmBuild, replaced[name] ?? name.replace(".wasm", ".mjs")));
  const packed = spawnSync(process.execPath, [join(repository, "tools/assets/site.mjs"),
    "--source", source, "--fonts", join(wasmBuild, "fonts"), "--out", out, ...modules], { encoding: "utf8" });
  if (packed.status !== 0) throw new Error(packed.stderr);
}

/**
 * Passes everything on to the server at `target` but WebSockets. `fault(path)` may answer "gone" (no answer at all), "cut"
 * (half of one) or a status to answer with; `target` may be changed.
 */
export async function startFaultyWay(target) {
  const way = { target, fault: () => undefined };
  const server = createServer((request, response) => {
    const fault = way.fault(new URL(request.url, way.target).pathname);
    if (fault === "gone") request.socket.destroy();
    else if (fault === "cut") passOn(request, response, way.target, (answer) => answer.once("data", (data) => {
      response.write(data.subarray(0, data.length / 2), () => request.socket.destroy());
    }));
    else if (fault) response.writeHead(fault).end();
    else passOn(request, response, way.target);
  });
  server.on("upgrade", (request, socket) => socket.destroy());
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  way.url = `http://127.0.0.1:${server.address().port}`;
  way.stop = () => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  });
  return way;
}
