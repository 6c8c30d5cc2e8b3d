// The core worker in real browsers, without a screen: one workspace in many tabs, takeovers, files, offline, sync.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { BROWSERS, startBrowser, temporaryFolder, until } from "../support/browser.mjs";
import { Device } from "../client/program.mjs";
import { repository, serveFiles, startServer, wasmBuild } from "../support/server.mjs";
import { contactsFile } from "../support/vinculo.mjs";

const OWNER = { workspace_name: "Padaria São João", name: "Ana Souza", mail: "ana@padaria.example", password: "correct horse battery" };

async function start() {
  const server = await startServer();
  const files = await serveFiles({ "/web/worker/core_worker.": join(wasmBuild, "core_worker."), "/": repository }, { api: server.url });
  const setupCode = await until(() => server.output.match(/[Ss]etup code:?\s+(\S+)/)?.[1], "the setup code");
  return { server, files, setupCode, stop: async () => { await files.stop(); await server.stop(); } };
}

async function openTab(browser, files) {
  const page = await browser.open(`${files.url}/tests/web/worker/tab_page.html`);
  const tab = {
    page,
    ready: () => page.waitFor(() => typeof window.tab?.diagnose === "function"),
    // Answers { result } or { error }: the code.
    ask: (method, params = {}) => page.evaluate((name, values) => window.tab.request(name, values).then(
      (result) => ({ result }), (error) => ({ error: error.message })), method, params),
    async get(method, params) {
      const { result, error } = await tab.ask(method, params);
      assert.equal(error, undefined, `${method}: ${error}`);
      return result;
    },
    diagnose: () => page.evaluate(() => window.tab.diagnose()),
    last: (notice) => page.evaluate((name) => window.tab.last[name], notice),
    addPerson: async (name, row = randomUUID()) => {
      await tab.get("edit", { title: "Add person", edits: [{ table: "person", row, set: { given_name: name, family_name: "Silva" } }] });
      return row;
    },
    names: async (query = "") => (await tab.get("list.window", { list: "people", sort: "name", query, offset: 0, limit: 500 })).rows.map(({ name }) => name),
    total: async () => (await tab.get("list.window", { list: "people", sort: "name", offset: 0, limit: 1 })).total,
    saved: () => until(async () => (await tab.diagnose()).saved.state === "saved", "everything is saved"),
    synchronised: () => until(async () => {
      const { sync } = await tab.get("status");
      return sync.state === "idle" && sync.rows_waiting === 0;
    }, "everything is synchronised"),
    async reload() {
      await page.reload();
      await tab.ready();
    },
    close: () => page.close(),
  };
  await tab.ready();
  return tab;
}

const signUp = (tab, code) => tab.get("account.setup", { code, ...OWNER });

for (const kind of BROWSERS) {
  describe(`in ${kind}`, () => {
    let place, browser, first;
    before(async () => {
      place = await start();
      browser = await startBrowser(kind);
      first = await openTab(browser, place.files);
    });
    after(async () => {
      await browser?.close();
      await place?.stop();
    });

    test("before anybody signed in, questions are answered with unauthorized and the server can be asked", async () => {
      assert.equal((await first.ask("status")).error, "unauthorized");
      assert.equal((await first.get("account.state")).initialised, false);
    });

    test("the owner signs up, adds a person, and finds the person after a reload", async () => {
      const session = await signUp(first, place.setupCode);
      assert.equal(session.role, "owner");
      assert.equal(session.token, "");
      await first.addPerson("José");
      await first.saved();
      assert.equal(await first.page.evaluate(() => window.tab.askedToPersist), 1);
      await first.reload();
      assert.deepEqual(await first.names("jose"), ["José Silva"]);
      assert.equal((await first.get("status")).member_name, OWNER.name);
    });

    test("without the server the workspace opens and edits work; later they go out by themselves", async () => {
      await first.synchronised();
      place.files.isDown = true;
      place.files.cutSockets();
      await first.reload();
      assert.equal((await first.ask("account.state")).error, "offline");
      await first.addPerson("Offline");
      assert.deepEqual(await first.names("offline"), ["Offline Silva"]);
      assert.ok((await first.get("status")).sync.rows_waiting > 0);
      place.files.isDown = false;
      await first.synchronised();
    });

    test("a second tab works with the same workspace, and each hears of the other's changes", async () => {
      const second = await openTab(browser, place.files);
      await second.addPerson("Second");
      assert.deepEqual(await first.names("second"), ["Second Silva"]);
      assert.ok((await first.last("changed")).units.length === 1);
      await first.addPerson("First");
      assert.deepEqual(await second.names("first"), ["First Silva"]);
      const roles = [(await first.diagnose()).role, (await second.diagnose()).role];
      assert.deepEqual(roles, ["leader", "follower"]);
      await second.close();
    });

    test("when the first tab closes, the second takes over with everything", async () => {
      const second = await openTab(browser, place.files);
      await first.addPerson("Before takeover");
      await first.saved();
      const { epoch } = await first.diagnose();
      await first.close();
      await second.addPerson("After takeover");
      const { role, epoch: next } = await second.diagnose();
      assert.equal(role, "leader");
      assert.ok(next > epoch);
      assert.deepEqual(await second.names("takeover"), ["After takeover Silva", "Before takeover Silva"]);
      first = second;
    });

    test("a request that arrives twice is carried out once", async () => {
      const row = randomUUID();
      const answers = await first.page.evaluate(async (person) => {
        const params = { title: "Add person", edits: [{ table: "person", row: person, set: { given_name: "Once" } }] };
        const answer = await window.tab.send(900_001, "edit", params);
        const again = await window.tab.send(900_001, "edit", params);
        return [answer.operation, again.operation];
      }, row);
      assert.equal(answers[0], answers[1]);
      await first.get("undo");
      assert.deepEqual(await first.names("once"), []);
    });

    test("a file chosen in a tab that does not lead is imported, and an export arrives in the tab that asked", async () => {
      const second = await openTab(browser, place.files);
      const before = await second.total();
      const result = await second.page.evaluate(async () => {
        const lines = ["first_name,last_name,email"];
        for (let i = 0; i < 300; ++i) lines.push(`Maria${i},Importada,maria${i}@example.org`);
        const file = new File([lines.join("\n")], "contacts.csv", { type: "text/csv" });
        const preview = await window.tab.request("import.start", { file: window.tab.addFile(file), name: file.name, size_bytes: file.size });
        await window.tab.request("import.run", { task: preview.task, fields: [] });
        return preview.task;
      });
      await until(async () => (await second.last("task"))?.state === "done", "the import");
      assert.equal((await second.last("task")).task, result);
      assert.equal(await second.total(), before + 300);
      await second.get("export.start", { format: "csv", query: "" });
      await second.page.waitFor(() => window.tab.downloads.length === 1);
      const text = await second.page.evaluate(() => window.tab.downloads[0].blob.text());
      assert.ok(text.includes("maria299@example.org"));
      assert.equal(await first.page.evaluate(() => window.tab.downloads.length), 0);
      await second.close();
    });
  });
}

describe("in chromium alone", () => {
  let place, ana, tab;
  before(async () => {
    place = await start();
    ana = await startBrowser("chromium");
    tab = await openTab(ana, place.files);
    await signUp(tab, place.setupCode);
    for (let i = 0; i < 30; ++i) await tab.addPerson(`Person ${i}`);
    await tab.synchronised();
  });
  after(async () => {
    await ana?.close();
    await place?.stop();
  });

  test("a colleague's new browser gets everything, and changes arrive by themselves both ways", async () => {
    const browser = await startBrowser("chromium");
    try {
      const bruno = await join(browser);
      await until(async () => (await bruno.total()) === 30, "all people");
      await bruno.addPerson("From Bruno");
      await until(async () => (await tab.names("from bruno")).length === 1, "Bruno's person");
      await tab.addPerson("From Ana");
      await until(async () => (await bruno.names("from ana")).length === 1, "Ana's person");
      const report = await bruno.get("check");
      assert.equal(report.equal, true);
      await bruno.saved(); // what has just arrived may still be on its way to the disk
      await bruno.reload();
      assert.equal(await bruno.total(), 32);
    } finally {
      await browser.close();
    }
  });

  test("where no WebSocket gets through, sync goes by POST", async () => {
    place.files.refusesSockets = true;
    const browser = await startBrowser("chromium");
    try {
      const bruno = await join(browser);
      const wanted = await tab.total();
      await until(async () => (await bruno.total()) === wanted, "all people by POST");
      await bruno.addPerson("By post");
      await bruno.synchronised();
      await until(async () => (await tab.names("by post")).length === 1, "the person sent by POST");
    } finally {
      place.files.refusesSockets = false;
      await browser.close();
    }
  });

  test("a browser killed in its first sync goes on with it", async () => {
    const profile = temporaryFolder();
    try {
      let browser = await startBrowser("chromium", { profile: profile.path });
      const wanted = await tab.total();
      await join(browser);
      await browser.kill();
      browser = await startBrowser("chromium", { profile: profile.path });
      const bruno = await openTab(browser, place.files);
      // What was stored of the sign-in decides: either the sync goes on, or the person signs in again.
      const status = await bruno.ask("status");
      if (status.error) assert.equal(status.error, "unauthorized");
      else await until(async () => (await bruno.total()) === wanted, "all people");
      await browser.close();
    } finally {
      profile.remove();
    }
  });

  test("signing out forgets the records of this device once the server has them", async () => {
    const browser = await startBrowser("chromium");
    try {
      const bruno = await join(browser);
      await until(async () => (await bruno.total()) > 0, "people");
      await bruno.synchronised();
      await bruno.saved();
      await bruno.get("account.logout");
      assert.equal((await bruno.ask("status")).error, "unauthorized");
      const names = await until(async () => {
        const found = await bruno.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).filter((name) => !["vinculo-drafts", "vinculo-log-renewal"].includes(name))); // the latter for a moment at each start
        return found.length === 1 && found;
      }, "the workspace's database is gone");
      assert.deepEqual(names, ["vinculo"]);
    } finally {
      await browser.close();
    }
  });

  test("a damaged workspace is put aside and reported, never opened as if it were empty", async () => {
    const browser = await startBrowser("chromium");
    try {
      const bruno = await join(browser);
      await bruno.synchronised();
      await bruno.saved();
      await bruno.page.goto("about:blank");
      const page = await browser.open(`${place.files.url}/tests/web/worker/storage_page.html`);
      await page.evaluate(async () => {
        const name = (await indexedDB.databases()).map((entry) => entry.name).find((entry) => /^vinculo-[0-9a-f]{8}-/.test(entry));
        const done = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = reject; });
        const database = await done(indexedDB.open(name));
        const meta = database.transaction("meta", "readwrite").objectStore("meta");
        const checkpoint = await done(meta.get("checkpoint"));
        await done(meta.put({ ...checkpoint, segments: checkpoint.segments + 1 }, "checkpoint"));
        database.close();
      });
      const again = await openTab(browser, place.files);
      assert.equal((await again.ask("status")).error, "damaged");
      const names = await again.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).filter((name) => !["vinculo-drafts", "vinculo-log-renewal"].includes(name))); // the latter for a moment at each start
      assert.equal(names.length, 2);
      await again.reload();
      assert.equal((await again.ask("status")).error, "unauthorized");
    } finally {
      await browser.close();
    }
  });

  test("the undo of a large import is carried out in parts: questions are answered meanwhile, a change waits and stays", async () => {
    const before = await tab.total();
    await tab.page.evaluate(async () => {
      const lines = ["first_name,last_name,email"];
      for (let i = 0; i < 6000; ++i) lines.push(`Maria${i},Importada,maria${i}@example.org`);
      const file = new File([lines.join("\n")], "contacts.csv", { type: "text/csv" });
      const preview = await window.tab.request("import.start", { file: window.tab.addFile(file), name: file.name, size_bytes: file.size });
      await window.tab.request("import.run", { task: preview.task, fields: [] });
    });
    await until(async () => (await tab.last("task"))?.state === "done", "the import");
    const result = await tab.page.evaluate(async (person) => {
      const order = [];
      const undone = window.tab.request("undo", {}).then((changed) => { order.push("undone"); return changed; });
      const edited = window.tab.request("edit", { title: "Add person", edits: [{ table: "person", row: person, set: { given_name: "Meanwhile" } }] })
        .then(() => order.push("edited"));
      let answers = 0;
      while (!order.length) {
        await window.tab.request("status", {});
        answers += order.length ? 0 : 1;
      }
      await edited;
      return { unfinished: (await undone).unfinished, answers, order };
    }, randomUUID());
    assert.ok(result.answers > 1, `${result.answers} questions answered meanwhile`);
    assert.deepEqual({ unfinished: result.unfinished, order: result.order }, { unfinished: false, order: ["undone", "edited"] });
    assert.equal(await tab.total(), before + 1);
    await tab.saved();
    await tab.synchronised();
  });

  test("what a colleague imports in great numbers is stored without a log, and is there after a reload", async () => {
    const colleague = new Device(OWNER.password), rows = 45_000;
    try {
      const before = await tab.total();
      await colleague.must("login", place.server.url, "--mail", OWNER.mail);
      await colleague.must("import", contactsFile(rows));
      const sent = colleague.must("sync");
      let wasBulk = false;
      await until(async () => {
        const { isBulk, people } = await tab.diagnose();
        wasBulk ||= isBulk;
        return people === before + rows && !isBulk;
      }, "the colleague's contacts");
      await sent;
      await tab.saved();
      assert.equal(wasBulk, true);
      await tab.reload();
      assert.equal(await tab.total(), before + rows);
      await tab.synchronised();
      assert.equal((await tab.get("check")).equal, true);
    } finally {
      colleague.remove();
    }
  });

  const join = async (browser) => {
    const { secret } = await tab.get("account.invite", { mail: "" });
    const joined = await openTab(browser, place.files);
    await joined.get("account.join", { secret, name: "Bruno", mail: `${randomUUID().slice(0, 8)}@padaria.example`, password: "another long password" });
    return joined;
  };
});
