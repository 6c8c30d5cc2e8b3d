// Our engine as a column of the shared storage bench: pages, log and segments of the worker, without the core above them.
import * as Q from "./_sql.mjs";
import { arr } from "../gen.mjs";
import createModule from "../vinculo/sql_harness.mjs";
import { SqlDatabase } from "../vinculo/tests/web/worker/sql_database.js";

export async function open() {
  const database = await SqlDatabase.open(createModule, "vinculo-bench");
  const saved = async () => {
    database.store.noteCommit();
    await database.store.saved();
  };
  return {
    fts: "fts5",
    mem: () => database.heapBytes,
    schema: () => {
      for (const sql of [...Q.SCHEMA(), ...Q.FTS]) database.execute(sql);
      return saved();
    },
    batch: (rows) => {
      database.execute("BEGIN IMMEDIATE");
      for (const row of rows) database.run(Q.INS, arr(row));
      database.execute("COMMIT");
      return saved();
    },
    one: (row) => {
      database.run(Q.INS, arr(row));
      return saved();
    },
    upd: (email, phone, time) => {
      database.run(Q.UPD, [phone, time, email]);
      return saved();
    },
    get: (email) => database.run(Q.GET, [email]),
    fts5: (prefix) => database.run(Q.FTSQ, [`${prefix}*`]),
    pfx: (prefix) => database.run(Q.PFX, [prefix, Q.hi(prefix)]),
    agg: () => database.run(Q.AGG, []),
    count: () => database.execute("SELECT count(*) FROM contacts")[0][0],
    check: () => database.execute("PRAGMA integrity_check")[0][0],
    dbbytes: () => database.memory.size,
    ver: () => database.execute("SELECT sqlite_version()")[0][0],
    run: async (sql) => {
      const rows = database.execute(sql);
      await saved();
      return rows;
    },
    close: () => database.close(),
  };
}
