// The page store in real browsers: what it called saved is there afterwards, whatever happened in between.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBrowser, temporaryFolder, until } from "../support/browser.mjs";
import { repository, serveFiles, wasmBuild } from "../support/server.mjs";
import { join } from "node:path";

const isLong = process.env.VINCULO_LONG_TESTS === "1";
let files;
before(async () => { files = await serveFiles({ "/build/": join(wasmBuild, "tests"), "/": repository }); });
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
  });
}
