// The core's wasm module behind plain calls: texts and bytes in, texts and bytes out, errors thrown as CoreError. One Core
// is one opened workspace; another workspace gets another Core.
import createModule from "./core_worker.mjs";

const ANSWER = { none: 0, value: 1, error: 2 };

export class CoreError extends Error {
  /** @param {string} code the name of an ErrorCode */
  constructor(code, detail = "") {
    super(`${code}: ${detail}`);
    this.name = "CoreError";
    this.code = code;
    this.detail = detail;
  }
}

export class Core {
  #encoder = new TextEncoder();
  #decoder = new TextDecoder();

  /** @param files CoreFiles @param {(notice: string) => void} notify */
  static async load(files, notify) {
    const core = new Core();
    core.module = await createModule();
    core.module.files = files;
    core.module.notify = notify;
    return core;
  }

  /** Opens the database; the page store must have opened its pages. */
  open() { this.#call("_core_open"); }

  /** @param {string} text a request @returns {string} its response, empty when it needs none */
  request(text) { return this.#text(this.#callWithText("_core_request", text)) ?? ""; }
  /** There is work that somebody waits for. */
  get isWorkPressing() { return this.module._core_is_work_pressing() !== 0; }
  /** Long work or tidying for about so long; true when there is more. */
  work(budgetMs) { return this.module._core_work(budgetMs) !== 0; }

  /** @param {string} session the Session in JSON */
  signIn(session) { this.#callWithText("_core_sign_in", session); }
  keepMember(member) { this.#callWithText("_core_keep_member", member); }
  signOut() { this.#call("_core_sign_out"); }
  get token() { return this.#text(this.#call("_core_token")) ?? ""; }

  setSaved(saved) { this.#callWithText("_core_set_saved", JSON.stringify(saved)); }
  setConnecting(isConnecting) { this.module._core_set_connecting(isConnecting ? 1 : 0); }

  /** The hello to send. */
  syncConnected() { return this.#call("_core_sync_connected"); }
  /** @param {Uint8Array} message @returns {Uint8Array | null} what to send now */
  syncReceive(message) { return this.#callWithBytes("_core_sync_receive", message); }
  syncChanged() { return this.#call("_core_sync_changed"); }
  syncDisconnected() { this.module._core_sync_disconnected(); }
  syncStartCheck() { return this.#call("_core_sync_start_check"); }
  /** @returns {string | null} the CheckReport in JSON when the check is done */
  syncCheckReport() { return this.#text(this.#call("_core_sync_check_report")); }
  get syncState() { return JSON.parse(this.#text(this.#call("_core_sync_state"))); }
  /** Nothing was ever received from the server. */
  get isNew() { return this.module._core_is_new() !== 0; }

  #text(bytes) { return bytes && this.#decoder.decode(bytes); }

  #callWithText(name, text) { return this.#callWithBytes(name, this.#encoder.encode(text)); }

  #callWithBytes(name, bytes) {
    const { module } = this, at = module._malloc(bytes.length);
    if (!at) throw new CoreError("storage_failed", "no memory for a message");
    module.HEAPU8.set(bytes, at);
    try {
      return this.#call(name, at, bytes.length);
    } finally {
      module._free(at);
    }
  }

  // The answer's bytes, or null when there is none.
  #call(name, ...args) {
    const { module } = this;
    const kind = module[name](...args);
    if (kind !== ANSWER.value && kind !== ANSWER.error) return null;
    const start = module._core_answer(), bytes = module.HEAPU8.slice(start, start + module._core_answer_bytes());
    if (kind === ANSWER.value) return bytes;
    const [code, ...detail] = this.#decoder.decode(bytes).split("\n");
    throw new CoreError(code, detail.join("\n"));
  }
}
