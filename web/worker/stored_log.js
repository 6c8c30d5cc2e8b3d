// The log of a workspace when it is opened: reading its records, applying them to the pages, cutting a torn tail.
import { FEED, LOG_END } from "./page_memory.js";
import { StorageError } from "./storage_errors.js";
import { requested } from "./workspace_database.js";

const KEYS_PER_READ = 256;

export class StoredLog {
  #database;
  #records = [];
  #first;
  #usedBytes = 0;

  /** @param database WorkspaceDatabase @param {number} first key of the first record after the checkpoint */
  constructor(database, first) {
    this.#database = database;
    this.#first = first;
  }

  get nextKey() { return this.#first + this.#records.length; }
  get bytes() { return this.#records.reduce((sum, record) => sum + record.length, 0); }

  /** Reads records with consecutive keys; what lies behind a gap was never acknowledged. */
  async read() {
    for (;;) {
      const from = this.nextKey, range = IDBKeyRange.lowerBound(from), store = this.#database.read("log");
      const [keys, values] = await Promise.all([
        requested(store.getAllKeys(range, KEYS_PER_READ)), requested(store.getAll(range, KEYS_PER_READ))]);
      const gap = keys.findIndex((key, i) => key !== from + i);
      this.#records.push(...(gap < 0 ? values : values.slice(0, gap)));
      if (gap >= 0 || keys.length < KEYS_PER_READ) return;
    }
  }

  /** Brings the pages to the newest whole commit. True when the tail is torn. Errors: damaged, storage_failed. */
  applyTo(memory) {
    for (const record of this.#records) {
      const result = memory.feedLog(record);
      if (result === FEED.unreadable) throw new StorageError("damaged", "a segment cannot be read while the log is applied");
      if (result === FEED.noMemory) throw new StorageError("storage_failed", "no memory for the workspace");
    }
    const { end, usedBytes } = memory.finishLog();
    if (end === LOG_END.damaged) throw new StorageError("damaged", `the log is broken after ${usedBytes} bytes`);
    this.#usedBytes = usedBytes;
    return end === LOG_END.torn;
  }

  /** Shortens the stored log to its whole commits. */
  async cut() {
    let whole = 0, count = 0;
    while (count < this.#records.length && whole + this.#records[count].length <= this.#usedBytes) whole += this.#records[count++].length;
    const rest = whole < this.#usedBytes ? this.#records[count].slice(0, this.#usedBytes - whole) : null;
    await this.#database.write(["log"], ({ log }) => {
      log.delete(IDBKeyRange.lowerBound(this.#first + count));
      if (rest) log.put(rest, this.#first + count);
    });
    this.#records.length = count;
    if (rest) this.#records.push(rest);
  }
}
