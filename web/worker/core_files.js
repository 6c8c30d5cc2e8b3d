// The files that the core reads and writes, by handle: chosen files are read in slices when the core asks, created ones
// grow as Blob parts (which the browser may keep on the disk) until the core has finished them.

const PART_BYTES = 1 << 20;

export class CoreFiles {
  #chosen = new Map(); // handle -> File
  #created = new Map(); // handle -> { name, type, blob, parts, bytes, isFinished }
  #lastHandle = 0;
  #reader = new FileReaderSync();

  /** @param {Blob} file @returns the handle for the core */
  add(file) {
    this.#chosen.set(++this.#lastHandle, file);
    return this.#lastHandle;
  }

  remove(handle) {
    this.#chosen.delete(handle);
  }

  /** A created file that is finished, given away once; null if there is none. */
  take(handle) {
    const file = this.#created.get(handle);
    if (!file?.isFinished) return null;
    this.#created.delete(handle);
    return { name: file.name, type: file.type, blob: file.blob };
  }

  // ---- what the core calls ----

  /** The bytes; -1 when there is no such handle, -2 when the file cannot be read (it was changed or removed). */
  read(handle, offset, count) {
    const file = this.#chosen.get(handle);
    if (!file) return -1;
    try {
      return new Uint8Array(this.#reader.readAsArrayBuffer(file.slice(offset, offset + count)));
    } catch {
      return -2;
    }
  }

  create(name, type) {
    this.#created.set(++this.#lastHandle, { name, type, blob: new Blob([], { type }), parts: [], bytes: 0, isFinished: false });
    return this.#lastHandle;
  }

  append(handle, bytes) {
    const file = this.#created.get(handle);
    if (!file || file.isFinished) return false;
    file.parts.push(bytes);
    file.bytes += bytes.length;
    if (file.bytes >= PART_BYTES) this.#gather(file);
    return true;
  }

  finish(handle) {
    const file = this.#created.get(handle);
    if (!file) return false;
    this.#gather(file);
    file.isFinished = true;
    return true;
  }

  discard(handle) {
    this.#created.delete(handle);
  }

  #gather(file) {
    file.blob = new Blob([file.blob, ...file.parts], { type: file.type });
    file.parts = [];
    file.bytes = 0;
  }
}
