// The requests to the server beside sync: accounts, as JSON over HTTP. Errors are CoreError with the server's own code;
// "offline" when it cannot be reached, "protocol" when what answers is not our server.
import { CoreError } from "./core.js";

const LIMIT_MS = 30_000;

// method -> [HTTP method, path, needs the session]
const ROUTES = {
  "account.state": ["GET", "/api/state", false],
  "account.setup": ["POST", "/api/setup", false],
  "account.login": ["POST", "/api/login", false],
  "account.join": ["POST", "/api/join", false],
  "account.invite": ["POST", "/api/invite", true],
  "account.member": ["GET", "/api/member", true],
  "account.rename": ["POST", "/api/member", true],
  "account.password": ["POST", "/api/password", true],
  "account.logout": ["POST", "/api/logout", true],
};

export function isAccountMethod(method) {
  return Object.hasOwn(ROUTES, method);
}

/** @returns {Promise<object>} the result of the method */
export async function callServer(method, params, token) {
  const [verb, path, needsSession] = ROUTES[method];
  if (needsSession && !token) throw new CoreError("unauthorized", "nobody is signed in");
  const headers = { accept: "application/json" };
  if (verb === "POST") headers["content-type"] = "application/json";
  if (needsSession) headers.authorization = `Bearer ${token}`;
  let response, text;
  try {
    response = await fetch(path, { method: verb, headers, body: verb === "POST" ? JSON.stringify(params ?? {}) : undefined,
      credentials: "omit", cache: "no-store", redirect: "error", signal: AbortSignal.timeout(LIMIT_MS) });
    text = await response.text();
  } catch (error) {
    throw new CoreError("offline", String(error));
  }
  const body = parsed(text);
  if (response.ok && body && !Array.isArray(body)) return body;
  if (body?.error?.code) throw new CoreError(body.error.code, body.error.detail);
  // A proxy in front of a server that is away answers in its own words.
  throw new CoreError([502, 503, 504].includes(response.status) ? "offline" : "protocol", `HTTP ${response.status}`);
}

function parsed(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
