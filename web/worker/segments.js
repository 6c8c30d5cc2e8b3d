// The stored blocks of a workspace. Where the browser keeps Blobs, opening takes their handles only and a page fault reads
// one synchronously; elsewhere all of them are read when the workspace is opened.
import { requested } from "./workspace_database.js";
import { StorageError } from "./storage_errors.js";

const HANDLES_PER_READ = 512;
const BYTES_PER_READ = 16; // segments: 4 MiB
const PARALLEL_READS = 3;

export class Segments {
  #database;
  #memory;
  #stored = []; // block -> record, until it was loaded
  #reader = typeof FileReaderSync === "undefined" ? null : new FileReaderSync();
  keepsBlobs = true;
  newest = 0; // greatest sequence of a stored block

  /** @param database WorkspaceDatabase @param memory PageMemory @param onUnreadable called with the block's number */
  constructor(database, memory, onUnreadable) {
    this.#database = database;
    this.#memory = memory;
    memory.onFault((block) => {
      const bytes = this.#take(block);
      if (!bytes) onUnreadable(block);
      return bytes;
    });
  }

  /** Fetches handles or bytes of the first `count` segments. */
  async open(count) {
    this.#stored = new Array(count);
    const perRead = this.keepsBlobs ? HANDLES_PER_READ : BYTES_PER_READ;
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
      const bytes = record.bytes instanceof Blob ? new Uint8Array(this.#reader.readAsArrayBuffer(record.bytes)) : record.bytes;
      this.#stored[block] = undefined;
      return { bytes, hash: record.hash };
    } catch {
      return null;
    }
  }
}
