// The IndexedDB database of one workspace: opening it, taking it over from another tab, and transactions that a tab which
// lost it cannot finish. Layout version 1 (persisted, do not change):
//   segment  block number -> { bytes: Blob | Uint8Array, hash, sequence }
//   log      consecutive numbers -> Uint8Array, commits in a row, cut anywhere
//   meta     "checkpoint" -> { segments, size, sequence, log: first key }, "epoch" -> number, "blobs" -> boolean,
//            "start" -> the segments that the last start needed first
import { StorageError } from "./storage_errors.js";

export const LAYOUT_VERSION = 1;
const STORES = ["segment", "log", "meta"];

/** @returns {Promise<any>} the request's result */
export function requested(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves at the `complete` event: with strict durability the data is then on the disk. */
export function completed(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.fencedError ?? transaction.error ?? new DOMException("aborted", "AbortError"));
  });
}

export class WorkspaceDatabase {
  #database = null;
  #onLost;
  epoch = 0;

  /** @param {string} name @param {(reason: string) => void} onLost the browser closed the connection */
  constructor(name, onLost = () => {}) {
    this.name = name;
    this.#onLost = onLost;
  }

  get isOpen() { return this.#database !== null; }

  /**
   * Opens the connection. With `mustExist` a database that is not there is an error "storage_lost" and is not made.
   * @param {{mustExist: boolean}} options
   */
  async connect({ mustExist }) {
    const request = indexedDB.open(this.name, LAYOUT_VERSION);
    let wasMissing = false;
    request.onupgradeneeded = () => {
      wasMissing = true;
      if (mustExist) request.transaction.abort();
      else for (const store of STORES) request.result.createObjectStore(store);
    };
    try {
      this.#database = await requested(request);
    } catch (error) {
      if (wasMissing && mustExist) throw new StorageError("storage_lost", "the browser has removed the workspace's storage");
      if (error?.name === "VersionError") throw new StorageError("newer_schema", "the storage has a newer layout");
      throw error;
    }
    const database = this.#database;
    const lose = (reason) => {
      if (this.#database !== database) return;
      this.#database = null;
      this.#onLost(reason);
    };
    database.onclose = () => lose("the connection was closed");
    database.onversionchange = () => { // someone deletes or updates it: do not block them
      database.close();
      lose("the storage is changed by another tab");
    };
  }

  disconnect() {
    const database = this.#database;
    this.#database = null;
    database?.close();
  }

  /** Makes this connection the only one that may write: a new epoch. Answers what the store needs to open. */
  async takeOver() {
    const transaction = this.#require().transaction("meta", "readwrite");
    const meta = transaction.objectStore("meta");
    const found = {};
    for (const key of ["checkpoint", "blobs", "start"]) meta.get(key).onsuccess = (event) => { found[key] = event.target.result; };
    meta.get("epoch").onsuccess = (event) => {
      found.epoch = (event.target.result ?? 0) + 1;
      meta.put(found.epoch, "epoch");
    };
    await completed(transaction);
    this.epoch = found.epoch;
    return found;
  }

  read(store) {
    return this.#require().transaction(store, "readonly").objectStore(store);
  }

  /** Throws "fenced" when another tab has taken over. */
  async requireOwnership() {
    const epoch = await requested(this.read("meta").get("epoch"));
    if (epoch !== this.epoch) throw this.#fenced(epoch);
  }

  /**
   * One durable transaction: `work` gets the stores and issues all its requests at once. If another tab has taken over,
   * nothing of it happens and the error is "fenced".
   * @param {string[]} stores @param {(stores: Record<string, IDBObjectStore>) => void} work
   */
  async write(stores, work) {
    const names = [...new Set([...stores, "meta"])];
    const transaction = this.#require().transaction(names, "readwrite", { durability: "strict" });
    const done = completed(transaction);
    try {
      transaction.objectStore("meta").get("epoch").onsuccess = (event) => {
        if (event.target.result === this.epoch) return;
        transaction.fencedError = this.#fenced(event.target.result);
        transaction.abort();
      };
      work(Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)])));
    } catch (error) {
      done.catch(() => {});
      try { transaction.abort(); } catch { /* it is over already */ }
      throw error;
    }
    await done;
  }

  #fenced(epoch) { return new StorageError("fenced", `epoch ${epoch} has taken over from ${this.epoch}`); }

  #require() {
    if (!this.#database) throw new DOMException("the connection to the storage is closed", "InvalidStateError");
    return this.#database;
  }
}

/** Tries whether this browser keeps Blobs in IndexedDB and gives them back (WebKitGTK does not everywhere). */
export async function keepsBlobs(database) {
  if (typeof FileReaderSync === "undefined") return false;
  const sent = new Uint8Array([1, 2, 3, 4]);
  try {
    await database.write(["meta"], ({ meta }) => meta.put(new Blob([sent]), "probe"));
    const blob = await requested(database.read("meta").get("probe"));
    const received = blob instanceof Blob ? new Uint8Array(new FileReaderSync().readAsArrayBuffer(blob)) : [];
    await database.write(["meta"], ({ meta }) => meta.delete("probe"));
    return sent.every((byte, i) => byte === received[i]);
  } catch (error) {
    if (error?.code === "fenced" || error?.name === "QuotaExceededError") throw error;
    return false;
  }
}
