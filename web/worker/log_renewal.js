// Protects a workspace in Chromium against the second start after a kill.
//
// Chromium keeps all IndexedDB databases of a site in one LevelDB. A process that is killed while it writes leaves the log
// with half a record at its end. The next start ignores that and goes on writing behind it; the start after that one takes
// the log for corrupt, and Chromium deletes everything (https://github.com/google/leveldb/issues/1287; decision 0008).
// A log is left only when LevelDB's write buffer is full. So every start fills it once, in a passing database: then a new
// log begins, the old one is turned into a table, which has no half records, and is removed.
import { completed, requested } from "./workspace_database.js";

const NAME = "vinculo-log-renewal";
const BUFFER_BYTES = 4 << 20; // LevelDB's write_buffer_size; Chromium takes less on small disks, never more
const RECORD_BYTES = 60_000; // larger values do not go through the log
const RECORDS = Math.ceil((BUFFER_BYTES * 1.1) / RECORD_BYTES);

/** Whether this browser may throw away a whole database: those which do tell so in an event. */
const isNeeded = () => typeof IDBVersionChangeEvent !== "undefined" && "dataLoss" in IDBVersionChangeEvent.prototype;

/** Resolves when the browser writes into a new log. */
export async function renewLog() {
  if (!isNeeded()) return;
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("filling");
  const database = await requested(opening);
  database.onversionchange = () => database.close(); // another tab renews the log, too
  try {
    const record = new Uint8Array(RECORD_BYTES); // zeros: the table that it becomes is compressed to nearly nothing
    const transaction = database.transaction("filling", "readwrite", { durability: "relaxed" });
    for (let i = 0; i < RECORDS; ++i) transaction.objectStore("filling").put(record, 0);
    await completed(transaction);
  } finally {
    database.close();
  }
  await requested(indexedDB.deleteDatabase(NAME)); // the write behind a full buffer is the first in the new log
}
