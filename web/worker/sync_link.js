// Carries the core's sync messages: a WebSocket while that works, single POST requests where a proxy lets none through.
// It understands no message. It connects again by itself, later and later and never in step with other devices, and at
// once when the browser says that the network is back.

const SOCKET_PATH = "/api/socket";
const POST_PATH = "/api/sync";
const ANSWER_LIMIT_MS = 45_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const POLL_MS = 20_000; // by POST there are no notices
const FAILURES_BEFORE_POST = 2;

export class SyncLink {
  #core;
  #events;
  #socket = null;
  #isPosting = false;
  #isStopped = true;
  #failures = 0; // connections in a row that never opened
  #tries = 0;
  #retryTimer = 0;
  #answerTimer = 0;
  #postWaits = null; // the message to send next
  #isPostLoopRunning = false;
  lastError = ""; // why the last connection ended, for diagnostics

  /**
   * @param core Core
   * @param {{received: () => void, disconnected: () => void, signedOut: () => void, coreEnded: (error: Error) => void}}
   *   events after each message that the core took; when the connection ends; when the server does not know the session
   *   any more; when the core trapped and another one is needed
   */
  constructor(core, events) {
    this.#core = core;
    this.#events = events;
    this.online = () => this.#connectNow();
  }

  get isConnected() { return this.#socket?.readyState === WebSocket.OPEN || this.#isPosting; }

  start() {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    self.addEventListener("online", this.online);
    this.#connect();
  }

  stop() {
    this.#isStopped = true;
    self.removeEventListener("online", this.online);
    clearTimeout(this.#retryTimer);
    this.#drop();
  }

  /** Something changed here. */
  noteChange() {
    if (this.isConnected) this.#try(() => this.#core.syncChanged());
  }

  startCheck() {
    this.#try(() => this.#core.syncStartCheck());
  }

  #connectNow() {
    if (this.#isStopped || this.isConnected || this.#socket) return;
    clearTimeout(this.#retryTimer);
    this.#tries = 0;
    this.#connect();
  }

  #connect() {
    if (this.#failures >= FAILURES_BEFORE_POST) {
      this.#connectByPost();
      return;
    }
    this.#core.setConnecting(true);
    const url = new URL(SOCKET_PATH, self.location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = this.#socket = new WebSocket(url);
    socket.binaryType = "arraybuffer";
    let hasOpened = false;
    socket.onopen = () => {
      hasOpened = true;
      this.#failures = 0;
      this.#core.setConnecting(false);
      this.#try(() => this.#core.syncConnected());
    };
    socket.onmessage = ({ data }) => {
      clearTimeout(this.#answerTimer);
      this.#tries = 0;
      if (!(data instanceof ArrayBuffer)) return this.#failed("a text message");
      if (this.#try(() => this.#core.syncReceive(new Uint8Array(data)))) this.#events.received();
    };
    socket.onclose = ({ code, reason }) => {
      if (this.#socket !== socket) return;
      if (!hasOpened) ++this.#failures;
      this.#failed(hasOpened ? `closed: ${code} ${reason}` : "no connection");
    };
  }

  // Runs a step of the core and sends what it gives. Its error ends the connection; false when the core itself has ended.
  #try(step) {
    try {
      const message = step();
      if (message) this.#send(message);
    } catch (error) {
      this.lastError = error.message;
      if (error.code === "unauthorized" || error.code === "unsupported") {
        this.stop();
        if (error.code === "unauthorized") this.#events.signedOut();
        else this.#events.disconnected();
      } else if (error.name === "CoreError") {
        this.#failed(error.message);
      } else if (error instanceof WebAssembly.RuntimeError) {
        this.#events.coreEnded(error);
        return false;
      } else {
        throw error;
      }
    }
    return true;
  }

  #send(message) {
    if (this.#isPosting) {
      this.#postWaits = message;
      this.#postAll();
      return;
    }
    this.#socket.send(message);
    clearTimeout(this.#answerTimer);
    this.#answerTimer = setTimeout(() => this.#failed("no answer"), ANSWER_LIMIT_MS);
  }

  #drop() {
    clearTimeout(this.#answerTimer);
    const socket = this.#socket;
    this.#socket = null;
    this.#isPosting = false;
    this.#postWaits = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    this.#core.setConnecting(false);
    this.#core.syncDisconnected();
  }

  #failed(reason) {
    this.lastError = reason;
    this.#drop();
    this.#events.disconnected();
    if (this.#isStopped) return;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** this.#tries++, LONGEST_PAUSE_MS);
    this.#retryIn(pause * (0.5 + Math.random()));
  }

  #retryIn(pause) {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#connect(), pause);
  }

  // By POST: hello, then request after request until nothing is to be said; a new conversation after a while.
  #connectByPost() {
    this.#isPosting = true;
    this.#core.syncDisconnected();
    this.#try(() => this.#core.syncConnected());
  }

  async #postAll() {
    if (this.#isPostLoopRunning) return;
    this.#isPostLoopRunning = true;
    clearTimeout(this.#retryTimer);
    try {
      while (this.#isPosting && this.#postWaits) {
        const message = this.#postWaits;
        this.#postWaits = null;
        const answer = await this.#post(message, this.#core.token);
        if (!this.#isPosting) break;
        this.#tries = 0;
        if (!this.#try(() => this.#core.syncReceive(answer))) break;
        this.#events.received();
      }
      if (this.#isPosting) this.#retryIn(POLL_MS * (0.75 + Math.random() / 2));
    } catch (error) {
      this.#failures = 0; // not even POST works: begin with the socket again
      this.#failed(String(error));
    } finally {
      this.#isPostLoopRunning = false;
    }
  }

  async #post(message, token) {
    const response = await fetch(POST_PATH, { method: "POST", body: message, credentials: "omit", cache: "no-store",
      headers: { "content-type": "application/cbor", authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    if (response.headers.get("content-type") !== "application/cbor") throw new Error(`HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
