// One writer for many tabs. The tab whose worker holds the Web Lock "vinculo" is the leader, the others send it the requests
// of their pages over a BroadcastChannel. When it goes, the next one in the queue for the lock takes over and is sent all
// that was not answered; what had been done already is absorbed by the core, which remembers the requests it carried out.
// A leader that hangs or sleeps is replaced by force: the storage lets only the newest one write.

const LOCK = "vinculo";
const WATCH_MS = 5000;
const SILENCE_MS = 15_000; // of the leader, while requests wait: ask whether it lives
const NO_ANSWER_MS = 10_000; // to that question: take its place

export class Tabs {
  #events;
  #channel = new BroadcastChannel("vinculo");
  #pending = new Map(); // key -> { text, file }, requests of this tab without an answer
  #serving = new Set(); // tab/key of requests being answered for others
  #leader = null; // in this worker
  #endLeadership = null;
  #leaderId = ""; // the tab that leads, when it is another one
  #heardAt = performance.now(); // of the leader, elsewhere
  #askedAt = 0;
  id = crypto.randomUUID();
  epoch = 0;

  /**
   * @param {{makeLeader: () => Promise<object>, respond: (text: string) => void, notice: (text: string) => void,
   *   download: (file: object) => void}} events
   */
  constructor(events) {
    this.#events = events;
    this.#channel.onmessage = ({ data }) => this.#receive(data);
    setInterval(() => this.#watch(), WATCH_MS);
  }

  get isLeader() { return this.#leader !== null; }
  get leader() { return this.#leader; }

  /** Waits for the leadership, again and again. Never returns. */
  async run() {
    this.#channel.postMessage({ kind: "hello" });
    for (;;) await this.#holdLock({});
  }

  async #holdLock(options) {
    try {
      await navigator.locks.request(LOCK, options, () => this.#lead());
    } catch (error) {
      if (error.name !== "AbortError") throw error; // AbortError: another tab took the lock
      await this.#leader?.stop({ isOrderly: false });
    }
    this.#leader = this.#endLeadership = null;
  }

  /** A request of this tab's page. */
  request(key, text, file) {
    this.#pending.set(key, { text, file });
    this.#send(key);
  }

  /** The storage refused this leader: someone else has taken over. */
  resign() {
    this.#leader?.stop({ isOrderly: false });
    this.#leader = null;
    this.#endLeadership?.();
  }

  notify(text) {
    this.#channel.postMessage({ kind: "notice", text });
    this.#events.notice(text);
  }

  download(tab, file) {
    if (tab === this.id) this.#events.download(file);
    else this.#channel.postMessage({ kind: "download", tab, file });
  }

  async #lead() {
    const over = new Promise((resolve) => { this.#endLeadership = resolve; });
    this.#leader = await this.#events.makeLeader();
    this.#announce();
    for (const key of this.#pending.keys()) this.#send(key);
    await over;
  }

  #announce() {
    this.epoch = this.#leader.epoch;
    this.#channel.postMessage({ kind: "leader", leader: this.id, epoch: this.epoch });
  }

  async #send(key) {
    const { text, file } = this.#pending.get(key);
    if (!this.#leader) {
      this.#channel.postMessage({ kind: "request", tab: this.id, key, text, file });
      return;
    }
    const leader = this.#leader;
    const response = await leader.handle(this.id, text, file);
    if (leader === this.#leader) this.#settle(key, response);
  }

  #settle(key, text) {
    if (!this.#pending.delete(key)) return; // answered before
    if (text) this.#events.respond(text);
  }

  #receive(message) {
    if (message.kind === "request") return this.#serve(message);
    if (message.kind === "hello" || message.kind === "ping") {
      if (this.#leader) this.#announce();
      return;
    }
    this.#heardAt = performance.now();
    this.#askedAt = 0;
    if (message.kind === "leader") {
      const isNew = message.leader !== this.#leaderId;
      this.#leaderId = message.leader;
      this.epoch = message.epoch;
      if (isNew && !this.#leader) for (const key of this.#pending.keys()) this.#send(key);
    } else if (message.kind === "notice") {
      this.#events.notice(message.text);
    } else if (message.tab === this.id) {
      if (message.kind === "response") this.#settle(message.key, message.text);
      if (message.kind === "download") this.#events.download(message.file);
    }
  }

  async #serve({ tab, key, text, file }) {
    const leader = this.#leader, id = `${tab}/${key}`;
    if (!leader || this.#serving.has(id)) return;
    this.#serving.add(id);
    const response = await leader.handle(tab, text, file);
    this.#serving.delete(id);
    if (leader === this.#leader) this.#channel.postMessage({ kind: "response", tab, key, text: response });
  }

  // Requests wait and nothing is heard of a leader: it may be opening a workspace, busy, asleep or dead.
  #watch() {
    if (this.#leader || !this.#pending.size) {
      this.#heardAt = performance.now();
      this.#askedAt = 0;
      return;
    }
    const now = performance.now();
    if (now < this.#heardAt + SILENCE_MS) return;
    if (!this.#askedAt) {
      this.#askedAt = now;
      this.#channel.postMessage({ kind: "ping" });
    } else if (now > this.#askedAt + NO_ANSWER_MS) {
      this.#askedAt = 0;
      this.#heardAt = now;
      this.#holdLock({ steal: true });
    }
  }

}
