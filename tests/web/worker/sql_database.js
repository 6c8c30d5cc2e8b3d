// A database over the page store, for tests and the bench: opens the module sql_harness and speaks SQL.
import { PageMemory } from "../../../web/worker/page_memory.js";
import { PageStore } from "../../../web/worker/page_store.js";

const SQL_BUFFER_BYTES = 1 << 20;

export class SqlDatabase {
  #module;
  #buffer;
  #prepared = new Map();

  /** @param createModule the factory of sql_harness */
  static async open(createModule, name, { onState, options, mustExist, isLazy } = {}) {
    const database = new SqlDatabase();
    database.#module = await createModule();
    database.memory = new PageMemory(database.#module);
    database.store = new PageStore(database.memory, name, onState, options);
    await database.store.open({ mustExist, isLazy });
    if (database.#module._sql_open() !== 0) throw new Error("sql_open");
    database.#buffer = database.#module._malloc(SQL_BUFFER_BYTES);
    database.execute(`PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;
      PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000; PRAGMA mmap_size=4294967296`);
    return database;
  }

  get heapBytes() { return this.#module.HEAPU8.buffer.byteLength; }

  execute(sql) {
    const text = this.#toMemory(sql);
    const result = this.#module._sql_execute(text);
    this.#module._free(text);
    this.#check(result);
    this.store.noteCommit();
    return this.#rows();
  }

  /** Runs a statement that is kept prepared. */
  run(sql, values) {
    let handle = this.#prepared.get(sql);
    if (handle === undefined) {
      const text = this.#toMemory(sql);
      handle = this.#module._sql_prepare(text);
      this.#module._free(text);
      if (handle < 0) this.#check(1);
      this.#prepared.set(sql, handle);
    }
    this.#pack(values);
    this.#check(this.#module._sql_run(handle, this.#buffer, values.length));
    return this.#rows();
  }

  async close() {
    await this.store.close();
    this.#module._sql_close();
  }

  #check(result) {
    if (result === 0) return;
    const module = this.#module, start = module._sql_error(), end = module.HEAPU8.indexOf(0, start);
    const error = new Error(`${new TextDecoder().decode(module.HEAPU8.slice(start, end))} (${result})`);
    error.result = result;
    throw error;
  }

  #toMemory(text) {
    const bytes = new TextEncoder().encode(text + "\0");
    const at = this.#module._malloc(bytes.length);
    this.#module.HEAPU8.set(bytes, at);
    return at;
  }

  #pack(values) {
    const heap = this.#module.HEAPU8, view = new DataView(heap.buffer), encoder = SqlDatabase.#encoder;
    let at = this.#buffer;
    for (const value of values) {
      if (typeof value === "number") {
        heap[at] = Number.isInteger(value) ? 1 : 2;
        view.setFloat64(at + 1, value, true);
        at += 9;
      } else if (value === null) {
        heap[at++] = 5;
      } else {
        heap[at] = 3;
        const { written } = encoder.encodeInto(value, heap.subarray(at + 5, this.#buffer + SQL_BUFFER_BYTES));
        view.setUint32(at + 1, written, true);
        at += 5 + written;
      }
    }
  }

  #rows() {
    const module = this.#module, heap = module.HEAPU8, view = new DataView(heap.buffer), rows = [];
    let at = module._sql_rows();
    const end = at + module._sql_rows_bytes();
    while (at < end) {
      const row = new Array(heap[at++]);
      for (let i = 0; i < row.length; ++i) {
        const type = heap[at++];
        if (type === 5) {
          row[i] = null;
        } else if (type === 1 || type === 2) {
          row[i] = view.getFloat64(at, true);
          at += 8;
        } else {
          const length = view.getUint32(at, true);
          row[i] = SqlDatabase.#decoder.decode(heap.subarray(at + 4, at + 4 + length));
          at += 4 + length;
        }
      }
      rows.push(row);
    }
    return rows;
  }

  static #encoder = new TextEncoder();
  static #decoder = new TextDecoder();
}
