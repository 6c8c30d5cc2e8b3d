// Servers for tests: the product's own program on a free port, and a plain one for files of the repository.
import { spawn } from "node:child_process";
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, request as httpRequest } from "node:http";
import { connect } from "node:net";
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
 * @param {{data?: string, port?: number, site?: string, flags?: string[]}} options site: the folder with the application
 */
export async function startServer({ data, port, site: folderOfSite = site, flags = [] } = {}) {
  const folder = data ? { path: data, remove: () => {} } : temporaryFolder("vinculo-data-");
  port ??= await freePort();
  const child = spawn(join(nativeBuild, "vinculo-server"), ["--port", port, "--data", folder.path, "--site", folderOfSite, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
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

/**
 * Serves files for tests of modules without the whole program: `folders` maps the beginning of an address to the beginning
 * of a path. Addresses below /api/ go on to `api` (a vinculo-server's address); set isDown or refusesSockets on what is
 * returned, and it behaves like a broken network or a proxy that lets no WebSocket through.
 */
export async function serveFiles(folders, { api } = {}) {
  const files = { isDown: false, refusesSockets: false, api };
  const sockets = new Set();
  const server = createServer((request, response) => {
    if (files.api && request.url.startsWith("/api/")) {
      if (files.isDown) request.socket.destroy();
      else passOn(request, response, files.api);
      return;
    }
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const prefix = Object.keys(folders).find((candidate) => path.startsWith(candidate));
    const file = prefix && normalize(folders[prefix] + path.slice(prefix.length));
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": "no-cache" });
    createReadStream(file).pipe(response);
  });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => {});
    if (!files.api || files.isDown || files.refusesSockets) {
      socket.destroy();
      return;
    }
    const target = new URL(files.api);
    const upstream = connect(target.port, target.hostname, () => {
      const headers = Object.entries(headersFor(request, files.api)).map(([name, value]) => `${name}: ${value}\r\n`).join("");
      upstream.write(`GET ${request.url} HTTP/1.1\r\n${headers}\r\n`);
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    for (const end of [socket, upstream]) {
      sockets.add(end);
      end.on("close", () => {
        sockets.delete(end);
        socket.destroy();
        upstream.destroy();
      });
    }
    upstream.on("error", () => socket.destroy());
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  files.url = `http://127.0.0.1:${server.address().port}`;
  files.cutSockets = () => { for (const socket of sockets) socket.destroy(); };
  files.stop = () => new Promise((resolve) => {
    files.cutSockets();
    server.closeAllConnections();
    server.close(resolve);
  });
  return files;
}

// The server accepts its own origin only.
function headersFor(request, api) {
  const headers = { ...request.headers, host: new URL(api).host };
  if (headers.origin) headers.origin = api;
  return headers;
}

/** A request goes on to another server; `relay` may do something else with the answer's body than pass it on. */
export function passOn(request, response, api, relay = (answer) => answer.pipe(response)) {
  const upstream = httpRequest(new URL(request.url, api), { method: request.method, headers: headersFor(request, api) }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    relay(answer);
  });
  upstream.on("error", () => request.socket.destroy());
  request.pipe(upstream);
}

/**
 * In front of a vinculo-server, without WebSockets: while `refuses` is {table, row, column, reason} (numbers, a UUID and a name
 * of base/error.h), answers to what devices send say that this change was not accepted. A server refuses only what a
 * device of another version may send, so there is no other way to a refusal than this.
 */
export async function refuseChanges(api) {
  const place = { refuses: null };
  const server = createServer((request, response) => {
    const upstream = httpRequest(new URL(request.url, api), { method: request.method, headers: headersFor(request, api) }, async (answer) => {
      const body = Buffer.concat(await answer.toArray());
      const told = place.refuses && request.url === "/api/sync" ? withRefusal(body, place.refuses) : body;
      response.writeHead(answer.statusCode, { ...answer.headers, "content-length": told.length }).end(told);
    });
    upstream.on("error", () => request.socket.destroy());
    request.pipe(upstream);
  });
  server.on("upgrade", (request, socket) => socket.destroy());
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  place.url = `http://127.0.0.1:${server.address().port}`;
  place.stop = () => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  });
  return place;
}

// The message Pushed (core/sync/protocol.h) in CBOR (RFC 8949): its empty list of refusals gets one.
function withRefusal(body, { table, row, column, reason }) {
  const key = Buffer.from("\x67refused");
  const at = body.indexOf(Buffer.concat([key, Buffer.from([0x80])]));
  if (at < 0) return body;
  const refusal = [Buffer.from([0x81, 0x84, table, 0x50]), Buffer.from(row.replaceAll("-", ""), "hex"), Buffer.from([column, 0x60 + reason.length]), Buffer.from(reason)];
  return Buffer.concat([body.subarray(0, at), key, ...refusal, body.subarray(at + key.length + 1)]);
}
