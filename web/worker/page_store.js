// Makes the commits of the database in memory durable, and brings them back. One PageStore owns one workspace in one
// worker. It never blocks the database: commits are sealed in memory and written in groups; "saved" means the `complete`
// event of a strict transaction. What cannot be written is kept and tried again; reads go on meanwhile.
//
// The states it reports: "saved"; "saving"; "full" (the device has no room), "failing" (any other error), both tried
// again by themselves; "fenced" (another tab has taken over: this one must not write any more) and "damaged" (a stored
// block cannot be read), both final.
import { renewLog } from "./log_renewal.js";
import { SEGMENT_BYTES } from "./page_memory.js";
import { Segments } from "./segments.js";
import { StorageError, reasonOf, stateOf } from "./storage_errors.js";
import { StoredLog } from "./stored_log.js";
import { WorkspaceDatabase, keepsBlobs } from "./workspace_database.js";

const RECORD_BYTES = 60_000; // IndexedDB takes a leap in time above 64 KiB
const BIG_RECORD_BYTES = SEGMENT_BYTES; // for groups of more than four records, where it pays all the same

const RENEWAL_MOST_MS = 2000; // that closing waits for it
const READ_AHEAD_MOST = 192; // segments: 48 MiB

const LOSSES = new Set(["damaged", "storage_lost"]); // while it is opened; later what is in memory is kept and tried again

const DEFAULTS = {
  segmentsPerTransaction: 16, // bounds how long a commit waits behind a checkpoint
  checkpointBytes: 32 << 20, // of log, or a quarter of the database if that is more ...
  checkpointBytesMost: 64 << 20, // ... but no more than this
  idleBytes: 256 << 10, // with less log than this nothing is tidied
  idleMs: 1000,
  renewalMs: 200, // after opening: the first rows come first
  startMs: 3000, // after opening: what was needed until then is read ahead by the next start
  retryMs: 200, // doubled up to
  retryMsMost: 5000,
  checkpointRetryMs: 10_000,
};

export class PageStore {
  #memory;
  #database;
  #segments;
  #options;
  #onState;
  #unsaved = []; // bytes taken from the queue and not durable yet
  #unsavedSequence = 0; // the newest commit in them
  #waiting = []; // { sequence, resolve, reject }
  #nextKey = 0;
  #logBytes = 0;
  #checkpoint = null; // in progress: { todo, at, ... }
  #checkpointFrom = 0; // not before this time, after one failed
  #isTidying = false; // a checkpoint was asked for
  #publishing = null; // bulk: { resolve, reject, end }
  #isBulk = false;
  #isRunning = false;
  #isAsked = false;
  #isClosed = false;
  #failures = 0;
  #wake = null; // ends a pause between tries
  #idleTimer = 0;
  #startTimer = 0;
  #renewal = null; // resolves when the browser's own log is a new one
  #final = null; // the error after which nothing is written any more
  #completed = deferred();
  isComplete = false; // every page can be read; before that nothing is written
  state = "saved";
  reason = "";
  savedSequence = 0;
  counts = { transactions: 0, bytes: 0, checkpoints: 0, retries: 0 };

  /**
   * @param memory PageMemory, or a promise of it: the database is opened meanwhile
   * @param {string} name of the IndexedDB database
   * @param {(state: string, waiting: number, reason: string) => void} onState
   */
  constructor(memory, name, onState = () => {}, options = {}) {
    this.#memory = memory;
    this.#options = { ...DEFAULTS, ...options };
    this.#onState = onState;
    this.#database = new WorkspaceDatabase(name, () => this.noteCommit());
  }

  get epoch() { return this.#database.epoch; }
  get isBulk() { return this.#isBulk; }
  /** Commits come faster than checkpoints shorten the log: the next start would take long. */
  get isBehind() { return !this.#isBulk && this.#logBytes > 2 * this.#checkpointLimit(); }

  // ---- opening ----

  /**
   * Brings the pages to the newest stored commit. With `isLazy` pages may be missing until complete() resolves: what fails
   * until then is to be tried again. Errors: StorageError (damaged, storage_lost, newer_schema, fenced) and whatever
   * IndexedDB throws; after an error the store is not usable and nothing in storage was changed.
   */
  async open({ mustExist = false, isLazy = false } = {}) {
    await this.#database.connect({ mustExist });
    const { checkpoint = { segments: 0, size: 0, sequence: 0, log: 0 }, blobs, start = [] } = await this.#database.takeOver();
    this.#memory = await this.#memory;
    this.#segments = new Segments(this.#database, this.#memory, (block) => this.#segmentFailed(block));
    this.#segments.keepsBlobs = blobs ?? await this.#probeBlobs();
    this.#memory.open(checkpoint.segments, checkpoint.size, checkpoint.sequence);
    const log = new StoredLog(this.#database, checkpoint.log), mayWait = isLazy && this.#segments.keepsBlobs;
    await Promise.all([log.read(), this.#segments.open(checkpoint.segments, start), mayWait || this.#segments.openRest()]);
    const isTorn = log.applyTo(this.#memory); // patches of blocks that are not there yet wait for them
    if (!mayWait) this.#noteComplete();
    if (isTorn) await log.cut();
    this.#nextKey = log.nextKey;
    this.#logBytes = log.bytes;
    this.savedSequence = this.#memory.sequence;
    this.#renewal = pause(this.#options.renewalMs).then(renewLog).catch(() => {}); // without room it waits for the next start
    this.#startTimer = setTimeout(() => this.#noteStart(start), this.#options.startMs);
    this.#scheduleIdle();
  }

  /** Resolves when every page can be read; rejects when that will never be. */
  complete() {
    if (!this.isComplete) this.#run();
    return this.#completed.promise;
  }

  #noteComplete() {
    if (this.#segments.newest > this.#memory.sequence) {
      throw new StorageError("damaged", `segment ${this.#segments.newest} is newer than the log's end ${this.#memory.sequence}`);
    }
    this.isComplete = true;
    this.#completed.resolve();
  }

  // What this start needed, the next one will need.
  async #noteStart(before) {
    const needed = this.#segments.endStart().slice(0, READ_AHEAD_MOST), known = new Set(before);
    if (!this.isComplete || this.#isBulk) return;
    if (needed.length === known.size && needed.every((block) => known.has(block))) return;
    await this.#database.write(["meta"], ({ meta }) => meta.put(needed, "start")).catch(() => {}); // it is slower without
  }

  async #probeBlobs() {
    const answer = await keepsBlobs(this.#database);
    await this.#database.write(["meta"], ({ meta }) => meta.put(answer, "blobs"));
    return answer;
  }

  // ---- saving ----

  /** To be called after every call into the database: starts writing what was committed. */
  noteCommit() {
    if (this.#isClosed || this.#final) return;
    if (!this.isComplete && !this.#hasWork()) return; // the rest is not fetched for nothing
    if (this.#memory.sequence > this.savedSequence && this.state === "saved") this.#report("saving");
    this.#run();
  }

  /** Resolves when commit `sequence` is durable; rejects when it never will be by this store. */
  saved(sequence = this.#memory.sequence) {
    if (sequence <= this.savedSequence) return Promise.resolve();
    if (this.#final) return Promise.reject(this.#final);
    const promise = new Promise((resolve, reject) => this.#waiting.push({ sequence, resolve, reject }));
    this.noteCommit();
    return promise;
  }

  /** Tries at once instead of after the pause (the user has made room, the tab came back). */
  retryNow() {
    this.#wake?.();
  }

  /** Bytes of commits that are not durable yet. */
  get unsavedBytes() {
    return this.#memory.queuedBytes + this.#unsaved.reduce((sum, part) => sum + part.length, 0);
  }

  get commitsWaiting() { return this.#memory.sequence - this.savedSequence; }

  async #run() {
    this.#isAsked = true; // also by whoever comes while the last step ends
    if (this.#isRunning) return;
    this.#isRunning = true;
    clearTimeout(this.#idleTimer);
    while (this.#isAsked && !this.#final && !this.#isClosed) {
      this.#isAsked = false;
      try {
        if (!this.isComplete) await this.#openRest();
        while (!this.#final && !this.#isClosed && (await this.#step()));
      } catch (error) {
        this.#isAsked = true;
        await this.#failed(error);
      }
    }
    this.#isRunning = false;
    this.#scheduleIdle();
  }

  async #openRest() {
    await this.#reconnect();
    await this.#segments.openRest();
    await this.#database.requireOwnership(); // what another tab has stored since is not damage
    this.#noteComplete();
  }

  // One transaction of what is most urgent; false when there is nothing to do.
  async #step() {
    if (this.#publishing) { // first: what is logged after bulk filling builds on what is published here
      await this.#reconnect();
      await this.#publish();
      return true;
    }
    if (!this.#hasWork()) return false;
    await this.#reconnect();
    this.#takeQueue(); // and what is stored with it: nothing may be committed in between
    const part = this.#checkpointPart();
    if (!this.#unsaved.length && !part) return false;
    await this.#save(part);
    return true;
  }

  #hasWork() {
    return this.#memory.queuedBytes > 0 || this.#unsaved.length > 0 || this.#isCheckpointDue();
  }

  async #reconnect() {
    if (!this.#database.isOpen) await this.#database.connect({ mustExist: true });
  }

  #takeQueue() {
    if (!this.#memory.queuedBytes) return;
    this.#unsavedSequence = this.#memory.sequence;
    this.#unsaved.push(this.#memory.takeQueue());
  }

  // Commits and a part of a checkpoint share a transaction: a stored block is never newer than the log, and a checkpoint
  // gets on however many commits come.
  async #save(part) {
    const sequence = this.#unsaved.length ? this.#unsavedSequence : this.savedSequence;
    const bytes = joined(this.#unsaved), isAgain = this.#failures > 0;
    this.#unsaved = bytes.length ? [bytes] : [];
    let key = this.#nextKey;
    try {
      await this.#storeSegments(part?.blocks ?? [], sequence, (stores) => {
        if (isAgain) stores.log.delete(IDBKeyRange.lowerBound(key)); // the try before may have got through
        for (const record of recordsOf(bytes)) stores.log.put(record, key++);
        if (part?.isLast) this.#moveLogStart(stores, part.checkpoint);
      });
    } catch (error) {
      this.#dropCheckpoint();
      if (bytes.length || stateOf(error) === "fenced") throw error;
      return;
    }
    if (bytes.length) {
      this.#unsaved.shift();
      ++this.counts.transactions;
    }
    this.#nextKey = key;
    this.#logBytes += bytes.length;
    this.counts.bytes += bytes.length;
    if (part) this.#noteCheckpointPart(part);
    this.#succeeded(sequence);
  }

  #succeeded(sequence) {
    this.#failures = 0;
    this.savedSequence = sequence = Math.max(sequence, this.savedSequence);
    const ready = this.#waiting.filter((waiter) => waiter.sequence <= sequence);
    this.#waiting = this.#waiting.filter((waiter) => waiter.sequence > sequence);
    for (const waiter of ready) waiter.resolve();
    this.#report(this.#memory.sequence > sequence ? "saving" : "saved");
  }

  // Keeps what could not be written and waits a little.
  async #failed(error) {
    const state = stateOf(error);
    if (state === "fenced") return this.#stop(error, "fenced");
    if (!this.isComplete && LOSSES.has(error.code)) return this.#stop(error, "damaged");
    ++this.#failures;
    ++this.counts.retries;
    this.#report(state, reasonOf(error));
    if (state === "failing") this.#database.disconnect();
    const pause = Math.min(this.#options.retryMs * 2 ** (this.#failures - 1), this.#options.retryMsMost);
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, pause);
      this.#wake = () => { clearTimeout(timer); resolve(); };
    });
    this.#wake = null;
  }

  #stop(error, state) {
    this.#final = error;
    this.#report(state, reasonOf(error));
    for (const waiter of this.#waiting) waiter.reject(error);
    this.#waiting = [];
    this.#completed.reject(error);
    this.#publishing?.reject(error);
    this.#publishing = null;
  }

  #report(state, reason = "") {
    const isNews = state !== this.state || reason !== this.reason || state !== "saved";
    this.state = state;
    this.reason = reason;
    if (isNews) this.#onState(state, this.commitsWaiting, reason);
  }

  // A fault found its segment unreadable. The handle may only have gone stale: the segment is fetched once more, so that
  // the next try of the same query works; if that fails too, the workspace is damaged.
  #segmentFailed(block) {
    this.#segments.reopen(block).catch(() => false).then((isGood) => {
      if (isGood || this.#final) return;
      this.#stop(new StorageError("damaged", `segment ${block} cannot be read`), "damaged");
    });
  }

  // ---- checkpoints: blocks are stored in bounded transactions, the last one moves the log's start ----

  #checkpointLimit() {
    const { checkpointBytes, checkpointBytesMost } = this.#options;
    return Math.min(Math.max(checkpointBytes, this.#memory.size / 4), Math.max(checkpointBytesMost, checkpointBytes));
  }

  #scheduleIdle() {
    clearTimeout(this.#idleTimer);
    if (this.#isClosed || this.#final || this.#isBulk || this.#logBytes <= this.#options.idleBytes) return;
    const pause = Math.max(this.#options.idleMs, this.#checkpointFrom - performance.now());
    this.#idleTimer = setTimeout(() => this.tidy(), pause);
  }

  /** Starts a checkpoint now. */
  tidy() {
    this.#isTidying = true;
    this.#run();
  }

  #isCheckpointDue() {
    if (this.#isBulk || performance.now() < this.#checkpointFrom) return false;
    return this.#checkpoint !== null || this.#isTidying || this.#logBytes > this.#checkpointLimit();
  }

  // The next blocks to store, or the last part, which moves the log's start; null when no checkpoint is due. Copies of the
  // blocks are taken in the same moment as the commits of the transaction.
  #checkpointPart() {
    if (!this.#isCheckpointDue() || this.#memory.hasOpenChanges) return null;
    this.#checkpoint ??= {
      todo: this.#memory.dirtySegments(), at: 0, segments: this.#memory.segmentCount, size: this.#memory.size,
      sequence: this.savedSequence, log: this.#nextKey, logBytes: this.#logBytes };
    const checkpoint = this.#checkpoint, { todo, at } = checkpoint;
    return { checkpoint, blocks: todo.slice(at, at + this.#options.segmentsPerTransaction), isLast: at >= todo.length };
  }

  #noteCheckpointPart({ checkpoint, blocks, isLast }) {
    checkpoint.at += blocks.length;
    if (!isLast) return;
    this.#logBytes -= checkpoint.logBytes;
    ++this.counts.checkpoints;
    if (checkpoint !== this.#checkpoint) return; // bulk filling has begun meanwhile
    this.#checkpoint = null;
    this.#isTidying = false;
  }

  // Everything is in the log: tidying can wait, saving cannot.
  #dropCheckpoint() {
    if (!this.#checkpoint) return;
    this.#checkpoint = null;
    this.#isTidying = false;
    this.#checkpointFrom = performance.now() + this.#options.checkpointRetryMs;
  }

  async #storeSegments(blocks, sequence, andThen) {
    const records = blocks.map((block) => this.#segments.record(block, sequence));
    for (const block of blocks) this.#memory.markClean(block);
    try {
      await this.#database.write(["segment", "log"], (stores) => {
        blocks.forEach((block, i) => stores.segment.put(records[i], block));
        andThen(stores);
      });
    } catch (error) {
      for (const block of blocks) this.#memory.markDirty(block);
      throw error;
    }
  }

  #moveLogStart(stores, { segments, size, sequence, log }) {
    stores.meta.put({ segments, size, sequence, log }, "checkpoint");
    if (log > 0) stores.log.delete(IDBKeyRange.upperBound(log - 1));
    stores.segment.delete(IDBKeyRange.lowerBound(segments));
  }

  // ---- bulk: no log, all changed blocks in one transaction now and then ----

  /** From here on commits become durable by publish() and endBulk() only. For a first sync or a snapshot. */
  startBulk() {
    this.#takeQueue(); // what was committed before goes to the log all the same
    this.#memory.bulk = this.#isBulk = true;
    this.#checkpoint = null;
    clearTimeout(this.#idleTimer);
  }

  /** Stores everything committed so far in one transaction; bulk goes on. */
  publish() {
    return this.#requestPublish(false);
  }

  /** Publishes and goes back to the log. */
  endBulk() {
    return this.#isBulk ? this.#requestPublish(true) : Promise.resolve();
  }

  #requestPublish(end) {
    if (this.#final) return Promise.reject(this.#final);
    if (this.#publishing) { // one waits already: it does both
      this.#publishing.end ||= end;
      return this.#publishing.promise;
    }
    const publishing = { end };
    publishing.promise = new Promise((resolve, reject) => Object.assign(publishing, { resolve, reject }));
    this.#publishing = publishing;
    this.#run();
    return publishing.promise;
  }

  // Everything is copied in one moment. Commits after it are in the log when bulk ends with it, else in the next one.
  async #publish() {
    const publishing = this.#publishing, sequence = this.#memory.sequence;
    const now = { segments: this.#memory.segmentCount, size: this.#memory.size, sequence, log: this.#nextKey };
    const isLast = publishing.end;
    if (isLast) this.#memory.bulk = this.#isBulk = false;
    await this.#storeSegments(this.#memory.dirtySegments(), sequence, (stores) => this.#moveLogStart(stores, now));
    this.#logBytes = 0;
    ++this.counts.checkpoints;
    this.#succeeded(sequence);
    if (publishing.end && !isLast) return; // asked for meanwhile: once more
    this.#publishing = null;
    publishing.resolve();
  }

  /** Waits until all is durable and lets go of the storage. The pages stay readable. */
  async close() {
    if (this.#isBulk && !this.#final) await this.endBulk();
    if (!this.#final) await this.saved();
    await Promise.race([this.#renewal, pause(RENEWAL_MOST_MS)]);
    this.abandon();
  }

  /** Lets go of the storage at once. */
  abandon() {
    this.#isClosed = true;
    clearTimeout(this.#idleTimer);
    clearTimeout(this.#startTimer);
    this.#wake?.();
    this.#completed.reject(new DOMException("the storage is closed", "AbortError"));
    this.#database.disconnect();
  }
}

function deferred() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  parts.promise.catch(() => {}); // it is allowed that nobody waits
  return parts;
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// One record, or several for a big group. A view would be stored with all the memory behind it.
function recordsOf(bytes) {
  const size = bytes.length > 4 * RECORD_BYTES ? BIG_RECORD_BYTES : RECORD_BYTES;
  if (bytes.length <= size) return bytes.length ? [bytes] : [];
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size));
}

function joined(parts) {
  if (parts.length === 1) return parts[0];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
