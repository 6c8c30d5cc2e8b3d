// Copies of kept drafts (drafts.js) that are on the disk some milliseconds after they were made: IndexedDB, with the
// durability that waits for the disk. Browsers write localStorage seconds later (Chromium five and more), and one that is
// killed meanwhile comes back with what was there before. Only a help: where IndexedDB fails, nothing is said.
//
// Store "drafts": name of a page -> { at, text }, text "" once there is nothing to keep any more.
const STORE = "drafts";
const ALL = "*"; // everything older than this was forgotten
const OPEN_LIMIT_MS = 2000;
const OBSOLETE_AFTER_MS = 3_600_000; // long after localStorage has been written as well

let opened = null;

function open() {
  opened ??= new Promise((resolve) => {
    setTimeout(resolve, OPEN_LIMIT_MS, null);
    const request = indexedDB.open("vinculo-drafts", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close();
      resolve(database);
    };
    request.onerror = () => resolve(null);
  });
  return opened;
}

// Calls work(store); resolves when what it wrote is on the disk, or cannot be.
async function write(work) {
  try {
    const database = await open();
    if (!database) return;
    const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
    work(transaction.objectStore(STORE));
    transaction.commit?.(); // a page that goes now has said all
    await new Promise((resolve) => { transaction.oncomplete = transaction.onabort = resolve; });
  } catch { /* closed, or no room */ }
}

/** What is kept for a page from now on. `at`: milliseconds since 1970, greater each time. */
export const copyDraft = (page, at, text) => write((store) => store.put({ at, text }, page));

/** Nobody's draft from before `at` is wanted any more. */
export const forgetCopies = (at) => write((store) => {
  store.clear();
  store.put({ at, text: "" }, ALL);
});

/** Resolves with { of: Map of page -> { at, text }, forgottenAt }. */
export async function draftCopies() {
  const none = { of: new Map(), forgottenAt: 0 };
  try {
    const database = await open();
    if (!database) return none;
    const store = database.transaction(STORE).objectStore(STORE);
    const all = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const [pages, copies] = await Promise.all([all(store.getAllKeys()), all(store.getAll())]);
    const of = new Map(pages.map((page, index) => [page, copies[index]]));
    const forgottenAt = of.get(ALL)?.at ?? 0;
    of.delete(ALL);
    return { of, forgottenAt };
  } catch {
    return none;
  }
}

/** Removes what says only that there is nothing, when nobody can think otherwise any more. `pages`: those to look at. */
export const tidyCopies = (copies, pages) => {
  const obsolete = pages.filter((page) => copies.of.get(page)?.text === "" && Date.now() - copies.of.get(page).at > OBSOLETE_AFTER_MS);
  return obsolete.length ? write((store) => obsolete.forEach((page) => store.delete(page))) : undefined;
};
