// The stored blocks of a workspace. Where the browser keeps Blobs, opening takes their handles only and a page fault reads
// one synchronously; elsewhere all of them are read when the workspace is opened. Handles cost, and a fault waits for the
// browser process for milliseconds: so the blocks that the last start needed are read first, all at once, and the handles
// of the others may come later.
import { requested } from "./workspace_database.js";
import { StorageError } from "./storage_errors.js";

const HANDLES_PER_READ = 512;
const BYTES_PER_READ = 16; // segments: 4 MiB
const PARALLEL_READS = 3;

export class Segments {
  #database;
  #memory;
  #stored = []; // block -> record, until it was loaded
  #ahead = new Map(); // block -> bytes, read before they are needed
  #isComplete = false; // every block can be taken
  #taken = []; // blocks in the order in which they were needed
  #reader = typeof FileReaderSync === "undefined" ? null : new FileReaderSync();
  keepsBlobs = true;
  newest = 0; // greatest sequence of a stored block

  /** @param database WorkspaceDatabase @param memory PageMemory @param onUnreadable called with the block's number */
  constructor(database, memory, onUnreadable) {
    this.#database = database;
    this.#memory = memory;
    memory.onFault((block) => {
      const bytes = this.#take(block);
      if (!bytes && this.#isComplete) onUnreadable(block);
      return bytes;
    });
  }

  /** Ends the start: what was read ahead in vain is forgotten. Answers the blocks that were needed, for the next start. */
  endStart() {
    this.#ahead.clear();
    return this.#taken.splice(0);
  }

  /**
   * Sets out to read `count` segments: those of `ahead` are read first where the others need not be there yet.
   * @param {number} count @param {number[]} ahead blocks
   */
  async open(count, ahead = []) {
    this.#stored = new Array(count);
    if (this.keepsBlobs) await Promise.all(ahead.filter((block) => block < count).map((block) => this.#readAhead(block)));
  }

  /** Fetches the handles or bytes of all segments. */
  async openRest() {
    const count = this.#stored.length, perRead = this.keepsBlobs ? HANDLES_PER_READ : BYTES_PER_READ;
    let next = 0;
    const readOn = async () => {
      while (next < count) {
        const from = next, to = Math.min(from + perRead, count) - 1;
        next = to + 1;
        const range = IDBKeyRange.bound(from, to);
        const records = await requested(this.#database.read("segment").getAll(range));
        if (records.length !== to - from + 1) throw new StorageError("damaged", `segments ${from} to ${to}: only ${records.length} are there`);
        records.forEach((record, i) => this.#note(from + i, record));
      }
    };
    await Promise.all(Array.from({ length: PARALLEL_READS }, readOn));
    this.#isComplete = true;
  }

  // What fails here is read again when it is needed.
  async #readAhead(block) {
    try {
      const record = await requested(this.#database.read("segment").get(block));
      this.#ahead.set(block, new Uint8Array(await record.bytes.arrayBuffer()));
      this.#note(block, record);
    } catch { /* see above */ }
  }

  /** Reads one segment again after its handle failed; true when it is good now. */
  async reopen(block) {
    const record = await requested(this.#database.read("segment").get(block));
    if (!record) return false;
    if (record.bytes instanceof Blob) record.bytes = new Uint8Array(await record.bytes.arrayBuffer());
    this.#note(block, record);
    return this.#memory.load(block);
  }

  /** The record to store for a block now; throws when the block cannot be read. */
  record(block, sequence) {
    const copy = this.#memory.copySegment(block);
    if (!copy) throw new StorageError("damaged", `segment ${block} cannot be read`);
    return { bytes: this.keepsBlobs ? new Blob([copy.bytes]) : copy.bytes, hash: copy.hash, sequence };
  }

  #note(block, record) {
    this.#stored[block] = record;
    if (record.sequence > this.newest) this.newest = record.sequence;
    // Bytes go into the pages at once rather than lie in memory twice.
    if (!(record.bytes instanceof Blob) && !this.#memory.load(block)) throw new StorageError("damaged", `segment ${block} fails its hash`);
  }

  #take(block) {
    const record = this.#stored[block];
    if (!record) return null;
    try {
      const bytes = this.#ahead.get(block) ?? (record.bytes instanceof Blob ? new Uint8Array(this.#reader.readAsArrayBuffer(record.bytes)) : record.bytes);
      this.#ahead.delete(block);
      this.#stored[block] = undefined;
      this.#taken.push(block);
      return { bytes, hash: record.hash };
    } catch {
      return null;
    }
  }
}
