// The worker of the storage tests: evaluates functions that the tests send. They get the tools below first.
import createModule from "/build/sql_harness.mjs";
import { SqlDatabase } from "./sql_database.js";

const tools = {
  databases: {}, // open ones, kept between calls
  open: (name, options) => SqlDatabase.open(createModule, name, options),
  acknowledge: (value) => self.postMessage({ acknowledge: value }),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  schema: `CREATE TABLE IF NOT EXISTS person(id INTEGER PRIMARY KEY, name TEXT, mail TEXT);
    CREATE INDEX IF NOT EXISTS person_mail ON person(mail);
    CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(name, content='person', content_rowid='id', prefix='2 3');
    CREATE TRIGGER IF NOT EXISTS person_added AFTER INSERT ON person BEGIN INSERT INTO words(rowid, name) VALUES(new.id, new.name); END`,
  insert: (database, id) => {
    database.run("INSERT INTO person VALUES(?, ?, ?)", [id, `José Águila ${id}`, `jose.${(id * 7919) % 100003}@example.org`]);
    database.store.noteCommit();
  },
  // An open database of `rows` people whose pages are in segments: the log holds nothing.
  filled: async (name, rows, options) => {
    const database = await tools.open(name, { options });
    database.execute(tools.schema);
    database.execute("BEGIN");
    for (let id = 1; id <= rows; ++id) tools.insert(database, id);
    database.execute("COMMIT");
    await database.store.saved();
    database.store.tidy();
    while (database.store.counts.checkpoints === 0) await tools.pause(10);
    return database;
  },
  count: (database) => database.execute("SELECT count(*) FROM person")[0][0],
  // "ok", or what is wrong with the database or its text index.
  check: (database) => {
    const answer = database.execute("PRAGMA integrity_check")[0][0];
    if (answer === "ok") database.execute("INSERT INTO words(words, rank) VALUES('integrity-check', 1)");
    return answer;
  },
  // Changes stored records behind the page store's back: `change` gets all of one store and answers [key, value] pairs.
  changeStored: async (name, storeName, change) => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const database = await done(indexedDB.open(name));
    const store = () => database.transaction(storeName, "readwrite").objectStore(storeName);
    const [keys, values] = [await done(store().getAllKeys()), await done(store().getAll())];
    for (const [key, value] of await change(keys.map((key, i) => ({ key, value: values[i] })))) await done(store().put(value, key));
    database.close();
  },
};

self.onmessage = async ({ data: { id, source, args } }) => {
  try {
    const work = (0, eval)(`(${source})`);
    self.postMessage({ id, result: (await work(tools, ...args)) ?? null });
  } catch (error) {
    self.postMessage({ id, error: `${error?.code ?? error?.name}: ${error?.message} ${error?.stack}` });
  }
};
