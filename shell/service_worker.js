// Keeps the program on the device: every version is stored as a whole before it may start, a new one waits until people
// say so, and an interrupted download leaves the old one as it was. It touches nothing below /api.
const VERSION = "__VERSION__";
const FILES = __PRECACHE__;
const PREFIX = "vinculo-program-";
const CACHE = PREFIX + VERSION;
const SHARED = "vinculo-shared"; // what the system's share menu handed over, until a page has taken it (page/arrivals.js)
const HASHED = /\.[0-9a-f]{16}\.\w+$/;

// Opened once, not for every file.
let opened = null;
function program() {
  opened ??= caches.open(CACHE).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", ({ data }) => {
  if (data === "activate") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== self.location.origin || url.pathname.startsWith("/api/") || url.pathname === "/health") return;
  if (request.method === "POST" && url.pathname === "/share") event.respondWith(takeShared(request));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(openPage(event));
  else event.respondWith(findFile(request));
});

// All or nothing. A file whose name holds its hash is copied from the version before, if that has it.
async function install() {
  const cache = await program();
  try {
    await Promise.all(FILES.map(async (path) => {
      const stored = HASHED.test(path) ? await caches.match(path) : undefined;
      const response = stored ?? await fetch(path, { cache: HASHED.test(path) ? "default" : "no-cache" });
      if (!response.ok || response.redirected) throw new Error(`${path}: ${response.status}`);
      if (path === "/") await checkVersion(response.clone());
      await cache.put(path, response);
    }));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

// The server may have got yet another version since it gave this script: page and files would not fit together.
async function checkVersion(page) {
  if (!(await page.text()).includes(`data-version="${VERSION}"`)) throw new Error("the page is of another version");
}

async function activate() {
  if (!(await self.clients.matchAll({ type: "window", includeUncontrolled: true })).length) await removeOtherVersions();
  await self.clients.claim();
  // Pages of the version before load again (page/updates.js): two versions must not work on one workspace.
  for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage({ version: VERSION });
}

// Pages that are open go on with the version they started with, so its files stay until no page is left. A version that
// is being fetched or waits is none of those.
async function removeOtherVersions() {
  if (self.registration.installing || self.registration.waiting) return;
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
}

// Every address of the program is the same page. It is the cached one, so that page and files are of one version.
async function openPage(event) {
  event.waitUntil(self.clients.matchAll({ type: "window", includeUncontrolled: true }).then((pages) => {
    const others = pages.filter(({ id }) => id !== event.resultingClientId && id !== event.clientId);
    return others.length ? undefined : removeOtherVersions();
  }));
  return (await (await program()).match("/")) ?? fetch(event.request);
}

async function findFile(request) {
  return (await (await program()).match(request)) ?? (await caches.match(request)) ?? fetch(request);
}

// Files are imported; a text with title and link becomes the draft of a person. Nothing of it goes to the server.
async function takeShared(request) {
  try {
    const form = await request.formData(), cache = await caches.open(SHARED), share = `/shared/${Date.now()}-${Math.random()}`;
    const files = form.getAll("file").filter((entry) => entry instanceof File && entry.name);
    for (const [number, file] of files.entries())
      await cache.put(`${share}/${number}/${encodeURIComponent(file.name)}`, new Response(file));
    if (files.length) return Response.redirect("/import", 303);
    const texts = ["title", "text", "url"].map((name) => form.get(name) ?? "");
    if (texts.join("").trim()) await cache.put(`${share}/text`, new Response(JSON.stringify(texts)));
    return Response.redirect("/people", 303);
  } catch { // a broken form, no room
    return Response.redirect("/people?share=missed", 303);
  }
}
