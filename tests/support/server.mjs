// Servers for tests: the product's own program on a free port, and a plain one for files of the repository.
import { spawn } from "node:child_process";
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, temporaryFolder, until } from "./browser.mjs";

export const repository = fileURLToPath(new URL("../..", import.meta.url));
export const nativeBuild = process.env.VINCULO_NATIVE_BUILD ?? join(repository, "build/native");
export const wasmBuild = process.env.VINCULO_WASM_BUILD ?? join(repository, "build/wasm");
export const site = process.env.VINCULO_SITE ?? join(repository, "build/site");

const running = new Set();
process.on("exit", () => { for (const child of running) child.kill("SIGKILL"); });

/**
 * Starts vinculo-server. With `data` it goes on where another one stopped; without, everything is removed at the end.
 * @param {{data?: string, port?: number, flags?: string[]}} options
 */
export async function startServer({ data, port, flags = [] } = {}) {
  const folder = data ? { path: data, remove: () => {} } : temporaryFolder("vinculo-data-");
  port ??= await freePort();
  const child = spawn(join(nativeBuild, "vinculo-server"), ["--port", port, "--data", folder.path, "--site", site, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  const server = { url: `http://127.0.0.1:${port}`, port, data: folder.path, output: "", process: child };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => { server.output += text; });
  const ended = new Promise((resolve) => child.on("exit", resolve)).then(() => running.delete(child));
  server.stop = async () => {
    child.kill("SIGTERM");
    await ended;
    folder.remove();
  };
  server.kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  await until(() => {
    if (child.exitCode !== null) throw new Error(`vinculo-server ended: ${server.output}`);
    return server.output.includes(" ready at ");
  }, "vinculo-server");
  return server;
}

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };

/** Serves files of `folders` (address prefix -> folder), for tests of modules without the whole program. */
export async function serveFiles(folders) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const prefix = Object.keys(folders).find((candidate) => path.startsWith(candidate));
    const file = prefix && join(folders[prefix], path.slice(prefix.length));
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": "no-cache" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}
