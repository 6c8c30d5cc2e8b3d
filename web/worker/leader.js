// The worker that owns the workspace: it opens the storage and the core, answers the requests of all tabs, keeps the
// session, lets long work run in slices between requests, and syncs. There is one leader per browser; see tabs.
import { Core, CoreError } from "./core.js";
import { CoreFiles } from "./core_files.js";
import { PageMemory } from "./page_memory.js";
import { PageStore } from "./page_store.js";
import { Registry } from "./registry.js";
import { callServer, isAccountMethod } from "./server_calls.js";
import { isRefused, StorageError } from "./storage_errors.js";
import { SyncLink } from "./sync_link.js";
import { TaskFiles } from "./task_files.js";

const WORK_SLICE_MS = 25; // how long a request waits at most; every slice is a transaction, which has its price
const REST_MS = 1000; // without a request, until the search index is tidied: right behind a change that would delay its saving
const MOST_UNSAVED_BYTES = 16 << 20; // long work waits for the storage above this
const SYNC_NOTICE_MS = 100;
const SAVED_NOTICE_BUSY_MS = 200;
const SIGN_IN_SAVED_MS = 5000; // a sign-in waits so long to be durable; a full device must not prevent it
const REOPEN_PAUSE_MS = 2000;
const FIRST_SCREEN_MS = 200; // after opening: the first rows come before the network and before work that was left over
const PUBLISH_MS = 8000; // how often a first sync or an import is made durable
const CHANGING = new Set(["edit", "bulk.edit", "undo", "redo", "conflict.resolve", "refusal.dismiss", "setting.set"]);
const EARLY = new Set(["status", "list.window", "labels", "record.person", "record.organisation"]); // answered before all pages are there
const RETRIED = new Set(["storage_failed", "storage_refused"]); // failures to open that may pass

function isUnfinished({ method }, response) {
  return (method === "undo" || method === "redo") && JSON.parse(response).result?.unfinished === true;
}

export class Leader {
  #host;
  #registry = new Registry();
  #files = new CoreFiles();
  #core = null;
  #store = null;
  #link = null;
  #failure = null; // CoreError: why there is no workspace although there should be one
  #failedAt = 0;
  #isStopped = false;
  #isWorking = false;
  #channel = new MessageChannel();
  #tasks;
  #checks = []; // { resolve, reject } of `check` requests
  #lastSync = "";
  #syncTimer = 0;
  #savedTimer = 0;
  #restTimer = 0;
  #savedAt = 0;
  #isReceivingMuch = false; // a first sync, or more than the log keeps up with
  #isImporting = false;
  #isReverting = false; // a large undo or redo
  #lastChange = Promise.resolve(); // changes are carried out one after the other
  #published = 0;
  #isPublishing = false;
  #hasSaved = false;

  /**
   * @param {{notify: (text: string) => void, download: (tab: string, file: object) => void, firstSaved: () => void,
   *   fenced: () => void}} host
   */
  constructor(host) {
    this.#host = host;
    this.#tasks = new TaskFiles(this.#files, (tab, file) => host.download(tab, file));
    this.#channel.port1.onmessage = () => this.#work();
  }

  get epoch() { return this.#store?.epoch ?? 0; }

  /** For diagnostics: no personal data. */
  get figures() {
    const store = this.#store, { people = null, organisations = null, sync = null } = this.#status();
    return { people, organisations, sync, epoch: this.epoch, databaseBytes: store ? this.#core.module._page_size() : 0, saved: this.#saved(), storage: store?.counts ?? null,
      heapBytes: this.#core?.module.HEAPU8.length ?? 0, isBulk: store?.isBulk ?? false, failure: this.#failure?.code ?? null,
      connectionError: this.#link?.lastError ?? "" };
  }

  #status() {
    const text = this.#core?.request(JSON.stringify({ v: 1, id: 1, client: "diagnostics", method: "status", params: {} }));
    return (text && JSON.parse(text).result) || {};
  }

  async start() {
    try {
      await this.#registry.open();
    } catch (error) {
      this.#fail(isRefused(error) ? new StorageError("storage_refused", String(error)) : error);
      return;
    }
    if (this.#registry.current) await this.#open();
    else if (this.#registry.loss) this.#fail(new StorageError("storage_lost", this.#registry.loss));
  }

  /** Lets go of everything. What is not durable yet is waited for only when `isOrderly`. */
  async stop({ isOrderly }) {
    this.#isStopped = true;
    const store = this.#store;
    this.#closeLink();
    this.#store = this.#core = null;
    if (isOrderly) await store?.close().catch(() => {});
    else store?.abandon();
  }

  // ---- the workspace ----

  async #open({ isSigningIn = false } = {}) {
    const entry = this.#registry.current;
    this.#failure = null;
    this.#isReceivingMuch = this.#isImporting = this.#isReverting = false;
    let store = null;
    try {
      const loading = Core.load(this.#files, (notice) => this.#onNotice(notice)); // compiled while the database is opened
      loading.catch(() => {}); // told below
      store = new PageStore(loading.then(({ module }) => new PageMemory(module)), entry.database, (state, waiting, reason) => this.#onState(store, state, waiting, reason));
      await store.open({ mustExist: entry.isFilled, isLazy: true });
      const core = await loading;
      await this.#openCore(core, store);
      this.#core = core;
      this.#store = store;
      store.noteCommit();
      if (!core.token && !store.isComplete) await store.complete(); // it may be on a page that is not there yet
      if (!core.token && !isSigningIn) { // the browser ended before the sign-in was durable: it did not happen
        await this.#closeWorkspace();
        await this.#registry.leave({ forget: false });
        return;
      }
    } catch (error) {
      store?.abandon();
      await this.#failToOpen(error);
      return;
    }
    this.#tellSaved();
    setTimeout(() => this.#startWork(store), isSigningIn ? 0 : FIRST_SCREEN_MS);
  }

  async #openCore(core, store) {
    try {
      core.open();
    } catch (error) {
      if (store.isComplete) throw error;
      await store.complete(); // a page was not there yet
      core.open();
    }
  }

  async #startWork(store) {
    await store.complete().catch(() => {}); // its state tells why not
    if (store !== this.#store) return;
    this.#startLink();
    this.#schedule();
  }

  async #failToOpen(error) {
    this.#fail(error);
    if (error.code === "damaged" || error.code === "storage_lost") await this.#registry.setAside(`${error.code}: ${error.message}`).catch(() => {});
  }

  #fail(error) {
    console.error(error);
    const code = error.code === "fenced" ? "read_only" : typeof error.code === "string" ? error.code : "storage_failed";
    this.#failure = new CoreError(error.name === "QuotaExceededError" ? "storage_full" : code, error.message);
    this.#failedAt = performance.now();
  }

  // The core that answers `method`, or the error that a request gets when there is no workspace. Storage that did not open is
  // tried again, damage is final. All but questions wait until every page is there.
  async #requireCore(method) {
    const mayTryAgain = RETRIED.has(this.#failure?.code) && performance.now() > this.#failedAt + REOPEN_PAUSE_MS;
    if (mayTryAgain) await this.start();
    if (this.#failure) throw this.#failure;
    if (this.#core && !this.#store.isComplete && !EARLY.has(method)) await this.#store.complete().catch(() => {});
    if (this.#failure) throw this.#failure;
    if (!this.#core) throw new CoreError("unauthorized", "nobody is signed in on this device");
    return this.#core;
  }

  // After a defect in the module its memory cannot be trusted: what is stored can.
  async #restart(error) {
    console.error(error);
    this.#closeLink();
    this.#store?.abandon();
    this.#core = this.#store = null;
    this.#endTasks();
    await this.#open();
  }

  // ---- requests ----

  /**
   * @param {string} tab who asks @param {string} text the request @param {File} [file] of import.start
   * @returns {Promise<string>} the response text
   */
  async handle(tab, text, file) {
    let request;
    try {
      request = JSON.parse(text);
      return await this.#answer(tab, request, text, file);
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) {
        await this.#restart(error);
        error = new CoreError("internal", String(error));
      }
      if (!(error instanceof CoreError)) console.error(error);
      const { code = "internal", detail = String(error) } = error instanceof CoreError ? error : {};
      return JSON.stringify({ id: request?.id ?? 0, error: { code, detail } });
    }
  }

  async #answer(tab, request, text, file) {
    const { id, method } = request;
    if (isAccountMethod(method)) return JSON.stringify({ id, result: await this.#account(method, request.params) });
    if (!CHANGING.has(method)) return this.#carryOut(tab, request, text, file);
    const answer = this.#lastChange.then(() => this.#change(tab, request, text));
    this.#lastChange = answer.catch(() => {});
    return answer;
  }

  // A large undo or redo is carried out in parts. Questions are answered in between; other changes wait for its end.
  async #change(tab, request, text) {
    this.#endBulk(); // what a person does must be durable at once
    try {
      for (;;) {
        const response = await this.#carryOut(tab, request, text);
        if (!isUnfinished(request, response)) return response;
        this.#isReverting = true;
        this.#startBulk();
        this.#publishSometimes();
        await new Promise((resolve) => setTimeout(resolve));
      }
    } finally {
      if (this.#isReverting) {
        this.#isReverting = false;
        this.#publishSometimes();
      }
      this.#link?.noteChange();
    }
  }

  async #carryOut(tab, request, text, file) {
    const { id, method } = request;
    const core = await this.#requireCore(method), store = this.#store;
    if (method === "check") return `{"id":${JSON.stringify(id)},"result":${await this.#check()}}`;
    const response = core.request(this.#tasks.withFile(request, file) ?? text);
    if (!store.isComplete && response && JSON.parse(response).error) { // a page was not there yet
      const mayTryAgain = await store.complete().then(() => true, () => store !== this.#store);
      if (mayTryAgain) return this.#carryOut(tab, request, text, file);
    }
    this.#tasks.noteStarted(tab, request, response);
    this.#afterCall();
    if (method === "import.run" || method === "bulk.start") {
      this.#isImporting = true;
      this.#startBulk();
    }
    this.#schedule();
    return response;
  }

  #afterCall() {
    this.#store?.noteCommit();
    this.#tellSyncSoon();
  }

  // ---- accounts ----

  async #account(method, params) {
    const result = await callServer(method, params, this.#core?.token).catch((error) => {
      if (method === "account.logout") return {}; // signing out works without the server
      throw error;
    });
    if (method === "account.logout") await this.#signOut();
    if (method === "account.rename") this.#keepMember(result);
    if (!["account.setup", "account.login", "account.join"].includes(method)) return result;
    await this.#signIn(result);
    return { ...result, token: "" }; // the session is the worker's
  }

  async #signIn(session) {
    if (!/^[0-9a-f-]{36}$/.test(session.workspace)) throw new CoreError("protocol", "a session without a workspace");
    if (this.#registry.current?.workspace !== session.workspace || !this.#core) {
      await this.#closeWorkspace();
      await this.#registry.select(session.workspace);
      await this.#open({ isSigningIn: true });
      if (this.#failure) throw this.#failure;
    }
    this.#closeLink();
    this.#core.signIn(JSON.stringify(session));
    this.#afterCall();
    this.#endBulk();
    await Promise.race([this.#store.saved().catch((error) => console.error(error)), new Promise((resolve) => setTimeout(resolve, SIGN_IN_SAVED_MS))]);
    this.#startLink();
    this.#host.notify(JSON.stringify({ id: 0, notice: "session", state: "started" }));
  }

  // Another device may have changed who one is. Without the server it stays as it was known last.
  async #askForMember() {
    const core = this.#core;
    const member = await callServer("account.member", {}, core.token).catch(() => null);
    if (member && core === this.#core) this.#keepMember(member);
  }

  #keepMember(member) {
    const { member_name: name, role } = this.#status();
    if (!this.#core || (member.name === name && member.role === role)) return;
    this.#core.keepMember(JSON.stringify(member));
    this.#afterCall();
    this.#host.notify(JSON.stringify({ id: 0, notice: "session", state: "changed" }));
  }

  // The records stay on the device only while changes wait that the server does not have.
  async #signOut() {
    await this.#store?.complete().catch(() => {}); // nothing may be overlooked that was not sent
    if (!this.#core) return;
    const isEverythingSent = this.#core.syncState.rows_waiting === 0;
    this.#closeLink();
    this.#core.signOut();
    await this.#closeWorkspace();
    await this.#registry.leave({ forget: isEverythingSent });
    this.#host.notify(JSON.stringify({ id: 0, notice: "session", state: "ended" }));
  }

  async #closeWorkspace() {
    const store = this.#store;
    this.#closeLink();
    this.#endTasks();
    this.#core = this.#store = null;
    this.#failure = null;
    await store?.close().catch((error) => console.error(error));
  }

  // ---- long work, in slices between requests ----

  #schedule() {
    clearTimeout(this.#restTimer);
    if (this.#isWorking || !this.#store?.isComplete) return;
    if (this.#store.isBulk || this.#core?.isWorkPressing) this.#startSlice();
    else this.#restTimer = setTimeout(() => {
      if (!this.#isWorking && this.#store?.isComplete) this.#startSlice(); // it may be another workspace by now
    }, REST_MS);
  }

  #startSlice() {
    this.#isWorking = true;
    this.#channel.port2.postMessage(null);
  }

  async #work() {
    const core = this.#core, store = this.#store;
    let hasMore = false;
    try {
      hasMore = core?.work(WORK_SLICE_MS) ?? false;
      if (core) this.#afterCall();
      if (hasMore && store.unsavedBytes > MOST_UNSAVED_BYTES) await store.saved().catch(() => {});
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      await this.#restart(error);
    } finally {
      this.#isWorking = false;
    }
    if (core !== this.#core) return;
    if (hasMore) {
      this.#startSlice();
    } else {
      this.#isImporting = false;
      this.#link?.noteChange();
    }
    this.#publishSometimes();
  }

  #onNotice(text) {
    this.#host.notify(text);
    const notice = JSON.parse(text);
    if (notice.notice === "task") this.#tasks.noteProgress(notice);
  }

  #endTasks() {
    for (const notice of this.#tasks.endAll()) this.#host.notify(notice);
  }

  // ---- sync ----

  #startLink() {
    if (this.#link || !this.#core?.token || this.#isStopped) return;
    if (this.#core.isNew) {
      this.#isReceivingMuch = true;
      this.#startBulk();
    }
    this.#link = new SyncLink(this.#core, {
      received: () => this.#onReceived(),
      disconnected: () => this.#onDisconnected(),
      signedOut: () => this.#onDisconnected(),
      coreEnded: (error) => this.#restart(error),
    });
    this.#link.start();
    this.#askForMember();
  }

  #closeLink() {
    this.#link?.stop();
    this.#link = null;
    this.#rejectChecks();
  }

  #onReceived() {
    if (!this.#core) return;
    this.#afterCall();
    const report = this.#core.syncCheckReport();
    if (report && this.#checks.length) {
      for (const { resolve } of this.#checks) resolve(report);
      this.#checks = [];
    }
    if (this.#core.syncState.state === "idle") {
      this.#isReceivingMuch = false;
    } else if (this.#store.isBehind) {
      this.#isReceivingMuch = true;
      this.#startBulk();
    }
    this.#publishSometimes();
    this.#schedule();
  }

  #onDisconnected() {
    this.#rejectChecks();
    this.#isReceivingMuch = false;
    this.#publishSometimes();
    this.#tellSyncSoon();
  }

  // ---- bulk: what comes in great numbers (a first sync, a colleague's import, an import here and its undo) writes no log; it
  // is stored from time to time, and when it is complete ----

  #startBulk() {
    if (this.#store.isBulk) return;
    this.#store.startBulk();
    this.#published = performance.now();
  }

  #publishSometimes() {
    if (!this.#store?.isBulk) return;
    if (!this.#isReceivingMuch && !this.#isImporting && !this.#isReverting) this.#endBulk();
    else if (!this.#isPublishing && performance.now() > this.#published + PUBLISH_MS) {
      this.#isPublishing = true;
      this.#store.publish().catch(() => {}).finally(() => {
        this.#isPublishing = false;
        this.#published = performance.now();
      });
    }
  }

  #endBulk() {
    if (this.#store?.isBulk) this.#store.endBulk().catch((error) => console.error(error));
  }

  #check() {
    if (!this.#link?.isConnected) throw new CoreError("offline", "check");
    const promise = new Promise((resolve, reject) => this.#checks.push({ resolve, reject }));
    if (this.#checks.length === 1) this.#link.startCheck();
    return promise;
  }

  #rejectChecks() {
    for (const { reject } of this.#checks) reject(new CoreError("offline", "check"));
    this.#checks = [];
  }

  #tellSyncSoon() {
    if (this.#syncTimer || !this.#core) return;
    this.#tellSync();
    this.#syncTimer = setTimeout(() => {
      this.#syncTimer = 0;
      this.#tellSync();
    }, SYNC_NOTICE_MS);
  }

  #tellSync() {
    if (!this.#core) return;
    const text = JSON.stringify({ id: 0, notice: "sync", ...this.#core.syncState });
    if (text === this.#lastSync) return;
    this.#lastSync = text;
    this.#host.notify(text);
  }

  // ---- saving ----

  #saved() {
    const { state = "saved", commitsWaiting = 0, reason = "" } = this.#store ?? {};
    return { state: state === "damaged" ? "failing" : state, commits_waiting: commitsWaiting, reason };
  }

  #onState(store, state, waiting, reason) {
    if (store !== this.#store) return;
    if (state === "fenced") this.#host.fenced();
    if (state === "damaged") this.#onDamage(reason);
    if (state === "saved" && !this.#hasSaved) {
      this.#hasSaved = true;
      this.#registry.markFilled().catch((error) => console.error(error));
      this.#host.firstSaved();
    }
    // While long work runs, every slice is a commit: the screen need not hear of each.
    const isBusy = this.#isWorking && (state === "saving" || state === "saved");
    if (!isBusy) this.#tellSaved();
    else this.#savedTimer ||= setTimeout(() => this.#tellSaved(), Math.max(0, this.#savedAt + SAVED_NOTICE_BUSY_MS - performance.now()));
  }

  #tellSaved() {
    clearTimeout(this.#savedTimer);
    this.#savedTimer = 0;
    this.#savedAt = performance.now();
    if (!this.#core) return;
    const saved = this.#saved();
    this.#core.setSaved(saved);
    this.#host.notify(JSON.stringify({ id: 0, notice: "saved", ...saved }));
  }

  // A stored block turned out unreadable: nothing that is shown or written from here on could be trusted.
  #onDamage(reason) {
    this.#tellSaved();
    this.#closeLink();
    this.#core = this.#store = null;
    this.#endTasks();
    this.#failToOpen(new CoreError("damaged", reason));
  }
}
