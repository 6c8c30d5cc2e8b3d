// Faults in the files in which Chromium keeps IndexedDB: one LevelDB for all databases of a site. Only while the browser
// is not running. The log's format: https://github.com/google/leveldb/blob/main/doc/log_format.md
import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const BLOCK_BYTES = 32_768, HEADER_BYTES = 7;

function newestLog(profile) {
  const folder = join(profile, "Default/IndexedDB");
  const database = join(folder, readdirSync(folder).find((name) => name.endsWith(".leveldb")));
  return join(database, readdirSync(database).filter((name) => name.endsWith(".log")).sort().at(-1));
}

/** What a kill leaves now and then: the header of a record, and nothing behind it. */
export function tearIndexedDb(profile) {
  const log = newestLog(profile);
  const room = BLOCK_BYTES - statSync(log).size % BLOCK_BYTES;
  const header = Buffer.from([1, 2, 3, 4, 100, 0, 1]); // checksum, length, type "whole record"
  appendFileSync(log, room < HEADER_BYTES ? Buffer.concat([Buffer.alloc(room), header]) : header);
}

/** A wrong byte in the first record of the log: the browser will begin anew with an empty database. */
export function damageIndexedDb(profile) {
  const log = newestLog(profile), bytes = readFileSync(log);
  bytes[HEADER_BYTES] ^= 1;
  writeFileSync(log, bytes);
}
