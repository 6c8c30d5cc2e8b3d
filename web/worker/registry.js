// Which workspace this browser works with, in a small IndexedDB database of its own ("vinculo"): one record with
//   current  { workspace, database, isFilled } or null: nobody is signed in
//   known    workspace id -> database name, also of workspaces that were left with unsent changes
//   aside    [{ database, reason, at }]: damaged storage, kept for rescue and never opened again
import { requested } from "./workspace_database.js";

const NAME = "vinculo";
const EMPTY = { current: null, known: {}, aside: [] };

export class Registry {
  #state = EMPTY;
  loss = ""; // why the browser began with an empty storage although there had been something, where it tells

  async open() {
    const stored = await this.#inStore("readonly", (store) => store.get("state"));
    this.#state = stored ?? EMPTY;
  }

  get current() { return this.#state.current; }

  /** Makes a workspace the current one; its database is the one used before, if there is one. */
  async select(workspace) {
    const { known, aside } = this.#state;
    const before = known[workspace];
    const name = `vinculo-${workspace}`;
    const turn = aside.filter(({ database }) => database === name || database.startsWith(`${name}-`)).length;
    const database = before?.database ?? (turn ? `${name}-${turn + 1}` : name);
    const entry = { workspace, database, isFilled: before?.isFilled ?? false };
    await this.#write({ ...this.#state, current: entry, known: { ...known, [workspace]: entry } });
    return entry;
  }

  /** From now on the current database must exist: if it is gone, that is a loss and not a beginning. */
  async markFilled() {
    const { current, known } = this.#state;
    if (!current || current.isFilled) return;
    const entry = { ...current, isFilled: true };
    await this.#write({ ...this.#state, current: entry, known: { ...known, [entry.workspace]: entry } });
  }

  /** Nobody is signed in any more. With `forget` the workspace's database is deleted as well. */
  async leave({ forget }) {
    const { current, known } = this.#state;
    if (!current) return;
    const rest = { ...known };
    if (forget) delete rest[current.workspace];
    await this.#write({ ...this.#state, current: null, known: rest });
    if (forget) indexedDB.deleteDatabase(current.database); // goes on by itself, when no tab uses it
  }

  /** The current database is damaged: it is kept under its name, and the workspace will get another one. */
  async setAside(reason) {
    const { current, known, aside } = this.#state;
    if (!current) return;
    const rest = { ...known };
    delete rest[current.workspace];
    await this.#write({ current: null, known: rest, aside: [...aside, { database: current.database, reason, at: Date.now() }] });
  }

  async #write(state) {
    await this.#inStore("readwrite", (store) => store.put(state, "state"));
    this.#state = state;
  }

  async #inStore(mode, work) {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = ({ dataLoss, dataLossMessage }) => { // Chromium alone says these
      if (dataLoss === "total") this.loss = dataLossMessage;
      request.result.createObjectStore("registry");
    };
    const database = await requested(request);
    try {
      const transaction = database.transaction("registry", mode, { durability: "strict" });
      const done = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      const result = requested(work(transaction.objectStore("registry")));
      await Promise.all([result, done]);
      return await result;
    } finally {
      database.close();
    }
  }
}
