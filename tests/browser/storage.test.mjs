// The page store in real browsers: what it called saved is there afterwards, whatever happened in between.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBrowser, temporaryFolder, until } from "../support/browser.mjs";
import { tearIndexedDb } from "../support/chromium_storage.mjs";
import { repository, serveFiles, wasmBuild } from "../support/server.mjs";

const isLong = process.env.VINCULO_LONG_TESTS === "1";
let files;
before(async () => { files = await serveFiles({ "/build/": join(wasmBuild, "tests/"), "/": repository }); });
after(() => files.stop());

async function openPage(browser) {
  const page = await browser.open(`${files.url}/tests/web/worker/storage_page.html`);
  await page.waitFor(() => typeof window.inWorker === "function");
  page.inWorker = (work, ...args) => page.evaluate((source, rest) => window.inWorker(source, ...rest), work.toString(), args);
  page.restartWorker = () => page.evaluate(() => { window.stopWorker(); window.startWorker(); });
  return page;
}

const fill = async (tools, { from, count, options }) => {
  const database = tools.databases.main ??= await tools.open("main", { options });
  database.execute(tools.schema);
  database.execute("BEGIN");
  for (let id = from; id < from + count; ++id) tools.insert(database, id);
  database.execute("COMMIT");
  await database.store.saved();
  return { epoch: database.store.epoch, sequence: database.store.savedSequence };
};
const inspect = async (tools) => {
  const database = tools.databases.main ??= await tools.open("main");
  return { count: tools.count(database), check: tools.check(database), state: database.store.state, epoch: database.store.epoch };
};

for (const kind of BROWSERS) {
  describe(`in ${kind}`, () => {
    let browser, page;
    before(async () => {
      browser = await startBrowser(kind);
      page = await openPage(browser);
    });
    after(() => browser?.close());

    test("rows are there after closing and opening again", async () => {
      await page.inWorker(fill, { from: 1, count: 500 });
      await page.inWorker(async (tools) => { await tools.databases.main.close(); delete tools.databases.main; });
      assert.deepEqual(await page.inWorker(inspect), { count: 500, check: "ok", state: "saved", epoch: 2 });
    });

    test("rows are there after the worker is stopped in the middle, without closing", async () => {
      await page.restartWorker();
      await page.inWorker(fill, { from: 1001, count: 300 });
      await page.restartWorker();
      const { count, check } = await page.inWorker(inspect);
      assert.deepEqual({ count, check }, { count: 800, check: "ok" });
    });

    test("rows are there after a checkpoint and a reload of the page", async () => {
      const checkpoints = await page.inWorker(async (tools) => {
        const { store } = tools.databases.main;
        store.tidy();
        while (store.counts.checkpoints === 0) await tools.pause(20);
        tools.insert(tools.databases.main, 5000);
        await store.saved();
        return store.counts.checkpoints;
      });
      assert.equal(checkpoints, 1);
      await page.reload();
      await page.waitFor(() => typeof window.inWorker === "function");
      const { count, check } = await page.inWorker(inspect);
      assert.deepEqual({ count, check }, { count: 801, check: "ok" });
    });

    for (const fault of ["the put throws", "the transaction is aborted", "the connection is closed", "the quota is reached"]) {
      test(`what cannot be written is kept and written later: ${fault}`, async () => {
        const result = await page.inWorker(async (tools, kindOfFault, name) => {
          const states = [];
          const database = await tools.open(name, { onState: (state, waiting) => states.push({ state, waiting }), options: { retryMs: 20 } });
          database.execute(tools.schema);
          await database.store.saved();
          states.length = 0;
          const { put } = IDBObjectStore.prototype, { transaction } = IDBDatabase.prototype;
          let faults = 4;
          IDBObjectStore.prototype.put = function (...args) {
            if (this.name !== "log" || faults-- <= 0) return put.apply(this, args);
            if (kindOfFault === "the put throws") throw new DOMException("Internal error opening backing store", "UnknownError");
            if (kindOfFault === "the quota is reached") throw new DOMException("no room", "QuotaExceededError");
            if (kindOfFault === "the connection is closed") {
              this.transaction.db.close();
              this.transaction.abort();
              throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
            }
            const request = put.apply(this, args);
            this.transaction.abort();
            return request;
          };
          try {
            const promises = [];
            for (let id = 1; id <= 20; ++id) {
              tools.insert(database, id);
              promises.push(database.store.saved());
              await tools.pause(2);
            }
            const readable = tools.count(database);
            await Promise.all(promises);
            const seen = [...new Set(states.map(({ state }) => state))];
            const { retries } = database.store.counts;
            await database.close();
            const again = await tools.open(name);
            const stored = tools.count(again), check = tools.check(again);
            await again.close();
            return { readable, seen, retries, stored, check, mostWaiting: Math.max(...states.map(({ waiting }) => waiting)) };
          } finally {
            IDBObjectStore.prototype.put = put;
            IDBDatabase.prototype.transaction = transaction;
          }
        }, fault, `fault ${fault}`);
        assert.equal(result.readable, 20);
        assert.equal(result.stored, 20);
        assert.equal(result.check, "ok");
        assert.ok(result.retries >= 4, `${result.retries} retries`);
        assert.ok(result.mostWaiting > 1);
        assert.ok(result.seen.includes(fault === "the quota is reached" ? "full" : "failing"), result.seen.join());
        assert.equal(result.seen.at(-1), "saved");
      });
    }

    test("a torn tail is cut at the last whole commit, and writing goes on behind it", async () => {
      const counts = await page.inWorker(async (tools) => {
        const database = await tools.open("torn");
        database.execute(tools.schema);
        await database.store.saved();
        for (let id = 1; id <= 3; ++id) {
          tools.insert(database, id);
          await database.store.saved();
        }
        await database.close();
        await tools.changeStored("torn", "log", (records) => {
          const last = records.at(-1);
          return [[last.key, last.value.slice(0, last.value.length - 7)]];
        });
        const cut = await tools.open("torn");
        const after = tools.count(cut);
        tools.insert(cut, 3);
        tools.insert(cut, 4);
        await cut.close();
        const again = await tools.open("torn");
        const result = [after, tools.count(again), tools.check(again)];
        await again.close();
        return result;
      });
      assert.deepEqual(counts, [2, 4, "ok"]);
    });

    test("a log that is broken in front of good commits is damage: nothing is opened and nothing cut", async () => {
      const result = await page.inWorker(async (tools) => {
        const database = await tools.open("broken log");
        database.execute(tools.schema);
        for (let id = 1; id <= 5; ++id) {
          tools.insert(database, id);
          await database.store.saved();
        }
        await database.close();
        const change = (records) => {
          const { key, value } = records.at(-3);
          value[value.length - 1] ^= 1;
          return [[key, value]];
        };
        await tools.changeStored("broken log", "log", change);
        const error = await tools.open("broken log").then(() => null, (reason) => reason.code);
        await tools.changeStored("broken log", "log", change); // the same bit: good again
        const again = await tools.open("broken log");
        const count = tools.count(again);
        await again.close();
        return { error, count };
      });
      assert.deepEqual(result, { error: "damaged", count: 5 });
    });

    test("a segment with a wrong byte is reported as damage and never taken for data", async () => {
      const result = await page.inWorker(async (tools) => {
        const states = [];
        let database = await tools.filled("bad segment", 6000);
        await database.close();
        await tools.changeStored("bad segment", "segment", async (records) => {
          const { key, value } = records.at(-1);
          const bytes = new Uint8Array(value.bytes instanceof Blob ? await value.bytes.arrayBuffer() : value.bytes);
          bytes[5000] ^= 1;
          return [[key, { ...value, bytes: value.bytes instanceof Blob ? new Blob([bytes]) : bytes }]];
        });
        try {
          database = await tools.open("bad segment", { onState: (state) => states.push(state) });
        } catch (error) {
          return { outcome: error.code }; // where all segments are read at once
        }
        let failed = "";
        try { tools.check(database); } catch (error) { failed = error.result; }
        while (!states.includes("damaged")) await tools.pause(10);
        const rejected = await database.store.saved(database.store.savedSequence + 1).then(() => "", (error) => error.code);
        database.store.abandon();
        return { outcome: rejected, failed };
      });
      assert.equal(result.outcome, "damaged");
      if (result.failed !== undefined) assert.equal(result.failed & 0xff, 10); // SQLITE_IOERR
    });

    test("a lazy opening reads what the last start needed; the rest fails until it is complete, and nothing is lost", async () => {
      const result = await page.inWorker(async (tools) => {
        const options = { startMs: 20 };
        let database = await tools.filled("lazy", 6000, options);
        tools.insert(database, 6001); // in the log, behind the checkpoint
        await database.close();

        database = await tools.open("lazy", { options }); // whole: now it is known what a start needs
        const first = { name: database.execute("SELECT name FROM person WHERE id = 6001")[0][0] };
        await tools.pause(200); // the start is over: its segments are noted
        await database.close();

        database = await tools.open("lazy", { isLazy: true, options });
        const again = { name: database.execute("SELECT name FROM person WHERE id = 6001")[0][0], isComplete: database.store.isComplete };
        let failure = "";
        try { tools.check(database); } catch (error) { failure = error.name; }
        await database.store.complete();
        const complete = { count: tools.count(database), check: tools.check(database), state: database.store.state };
        tools.insert(database, 6002);
        await database.close();
        database = await tools.open("lazy");
        const end = { count: tools.count(database), check: tools.check(database) };
        await database.close();
        return { first, again, failure, complete, end };
      });
      assert.deepEqual(result.first, { name: "José Águila 6001" });
      assert.equal(result.again.name, "José Águila 6001");
      assert.deepEqual(result.complete, { count: 6001, check: "ok", state: "saved" });
      assert.deepEqual(result.end, { count: 6002, check: "ok" });
      const keepsBlobs = kind !== "webkit" || result.failure !== ""; // elsewhere all is read at once
      if (keepsBlobs) assert.deepEqual([result.again.isComplete, result.failure !== ""], [false, true]);
    });

    test("an old owner that wakes up is fenced: it saves nothing and says so", async () => {
      const result = await page.inWorker(async (tools) => {
        const states = [];
        const old = await tools.open("fence", { onState: (state) => states.push(state) });
        old.execute(tools.schema);
        tools.insert(old, 1);
        await old.store.saved();
        const successor = await tools.open("fence");
        tools.insert(old, 2);
        const rejected = await old.store.saved().then(() => "saved", (error) => error.code);
        tools.insert(successor, 3);
        await successor.close();
        const again = await tools.open("fence");
        const ids = again.execute("SELECT group_concat(id) FROM (SELECT id FROM person ORDER BY id)")[0][0];
        await again.close();
        return { rejected, ids, state: states.at(-1), epochs: [old.store.epoch, successor.store.epoch] };
      });
      assert.deepEqual(result, { rejected: "fenced", ids: "1,3", state: "fenced", epochs: [1, 2] });
    });

    test("a storage of a newer layout is refused, one that is gone is not made anew", async () => {
      const codes = await page.inWorker(async (tools) => {
        await new Promise((resolve, reject) => {
          const request = indexedDB.open("newer", 2);
          request.onsuccess = () => { request.result.close(); resolve(); };
          request.onerror = reject;
        });
        const newer = await tools.open("newer").then(() => "", (error) => error.code);
        const gone = await tools.open("gone", { mustExist: true }).then(() => "", (error) => error.code);
        const again = await tools.open("gone", { mustExist: true }).then(() => "", (error) => error.code);
        return { newer, gone, again };
      });
      assert.deepEqual(codes, { newer: "newer_schema", gone: "storage_lost", again: "storage_lost" });
    });

    test("bulk filling is durable when published and leaves the state before when it is not", async () => {
      const result = await page.inWorker(async (tools) => {
        const database = await tools.open("bulk");
        database.execute(tools.schema);
        database.store.startBulk();
        for (let id = 1; id <= 2000; ++id) tools.insert(database, id);
        await database.store.publish();
        for (let id = 2001; id <= 2100; ++id) tools.insert(database, id);
        database.store.abandon(); // the tab is closed in the middle
        const second = await tools.open("bulk");
        const published = [tools.count(second), tools.check(second)];
        await second.store.saved();
        second.store.startBulk();
        for (let id = 3001; id <= 3500; ++id) tools.insert(second, id);
        await second.store.endBulk();
        tools.insert(second, 9999);
        await second.close();
        const third = await tools.open("bulk");
        const ended = [tools.count(third), tools.check(third)];
        await third.close();
        return { published, ended };
      });
      assert.deepEqual(result, { published: [2000, "ok"], ended: [2501, "ok"] });
    });

    test("a worker stopped during checkpoints loses nothing that was saved", async () => {
      for (let round = 0; round < 6; ++round) {
        await page.restartWorker();
        const options = { segmentsPerTransaction: 1, checkpointBytes: 150_000, checkpointBytesMost: 150_000 };
        const running = page.inWorker(async (tools, first, storeOptions) => {
          const database = await tools.open("checkpoints", { options: storeOptions });
          database.execute(tools.schema);
          for (let id = first; ; ++id) {
            tools.insert(database, id);
            await database.store.saved();
            tools.acknowledge(id);
          }
        }, 1 + round * 100_000, options);
        running.catch(() => {}); // ends with its worker
        await page.waitFor((wanted) => window.acknowledged.length >= wanted, [60 + round * 37]);
        await page.restartWorker();
        const acknowledged = await page.evaluate(() => window.acknowledged);
        const result = await page.inWorker(async (tools, ids) => {
          const database = await tools.open("checkpoints");
          const there = new Set(database.execute("SELECT id FROM person").map(([id]) => id));
          const answer = { lost: ids.filter((id) => !there.has(id)), check: tools.check(database) };
          await database.close();
          return answer;
        }, acknowledged);
        assert.deepEqual(result, { lost: [], check: "ok" }, `round ${round}`);
      }
    });
  });
}

describe("in chromium alone", () => {
  const rounds = isLong ? 50 : 10;
  test(`a browser killed while it writes, ${rounds} times: every acknowledged row is there`, async () => {
    const profile = temporaryFolder();
    const acknowledged = [];
    try {
      for (let round = 0; round < rounds; ++round) {
        const browser = await startBrowser("chromium", { profile: profile.path });
        const page = await browser.open("about:blank");
        await page.raw.exposeFunction("onAcknowledged", (id) => { acknowledged.push(id); });
        await page.goto(`${files.url}/tests/web/worker/storage_page.html`);
        await page.waitFor(() => typeof window.inWorker === "function");
        const before = acknowledged.length;
        page.evaluate((source, first) => window.inWorker(source, first), (async (tools, first) => {
          const database = await tools.open("killed", { options: { checkpointBytes: 1_000_000, checkpointBytesMost: 1_000_000, segmentsPerTransaction: 2 } });
          database.execute(tools.schema);
          for (let id = first; ; ++id) {
            tools.insert(database, id);
            await database.store.saved();
            tools.acknowledge(id);
          }
        }).toString(), 1 + round * 100_000).catch(() => {});
        const enough = before + 30 + (round * 61) % 400;
        await until(() => acknowledged.length >= enough, `${enough} acknowledged rows`);
        await browser.kill();

        const again = await startBrowser("chromium", { profile: profile.path });
        const checking = await openPage(again);
        const result = await checking.inWorker(async (tools, ids) => {
          const database = await tools.open("killed");
          const there = new Set(database.execute("SELECT id FROM person").map(([id]) => id));
          const answer = { lost: ids.filter((id) => !there.has(id)), check: tools.check(database) };
          await database.close();
          return answer;
        }, acknowledged);
        assert.deepEqual(result, { lost: [], check: "ok" }, `round ${round}, ${acknowledged.length} acknowledged`);
        await again.close();
      }
    } finally {
      profile.remove();
    }
  });

  test("the half record that a killed browser leaves does not cost everything at the start after the next", async () => {
    const profile = temporaryFolder();
    const session = async (firstId) => {
      const browser = await startBrowser("chromium", { profile: profile.path });
      try {
        return await (await openPage(browser)).inWorker(async (tools, first) => {
          const database = await tools.open("torn by a kill");
          database.execute(tools.schema);
          for (let id = first; id < first + 5; ++id) tools.insert(database, id);
          const answer = { count: tools.count(database), check: tools.check(database), epoch: database.store.epoch };
          await database.close();
          return answer;
        }, firstId);
      } finally {
        await browser.kill();
      }
    };
    try {
      assert.deepEqual(await session(1), { count: 5, check: "ok", epoch: 1 });
      for (let round = 1; round <= 2; ++round) {
        tearIndexedDb(profile.path);
        assert.deepEqual(await session(round * 100), { count: 5 + round * 10 - 5, check: "ok", epoch: 2 * round });
        assert.deepEqual(await session(round * 100 + 50), { count: 5 + round * 10, check: "ok", epoch: 2 * round + 1 });
      }
    } finally {
      profile.remove();
    }
  });

  test("when the device is full it says so, reads go on, and all is written when there is room again", async () => {
    const browser = await startBrowser("chromium");
    try {
      const page = await openPage(browser);
      const session = await page.raw.context().newCDPSession(page.raw);
      // Before the first use: the browser remembers for a while how much room it saw.
      await session.send("Storage.overrideQuotaForOrigin", { origin: files.url, quotaSize: 1_000_000 });
      await page.inWorker(async (tools) => {
        tools.states = [];
        const database = tools.databases.full = await tools.open("full", { onState: (state) => tools.states.push(state), options: { retryMs: 50 } });
        database.execute(tools.schema);
        await database.store.saved();
      });
      const full = await page.inWorker(async (tools) => {
        const database = tools.databases.full;
        for (let id = 1; database.store.state !== "full" && id < 40_000;) {
          database.execute("BEGIN");
          for (const end = id + 200; id < end; ++id) tools.insert(database, id);
          database.execute("COMMIT");
          await Promise.race([database.store.saved(), tools.pause(200)]);
        }
        return { state: database.store.state, count: tools.count(database), waiting: database.store.commitsWaiting };
      });
      assert.equal(full.state, "full");
      assert.ok(full.waiting > 0);
      await session.send("Storage.overrideQuotaForOrigin", { origin: files.url });
      const after = await page.inWorker(async (tools) => {
        await tools.databases.full.close();
        const again = await tools.open("full");
        return { count: tools.count(again), check: tools.check(again), last: tools.states.at(-1) };
      });
      assert.deepEqual(after, { count: full.count, check: "ok", last: "saved" });
    } finally {
      await browser.close();
    }
  });
});
