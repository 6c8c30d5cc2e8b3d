// Long tasks of the core and the tabs they belong to: a tab chose the file that is imported, and gets the file that an
// export or the rejected rows of an import have become.

const KINDS = { "import.start": "import", "export.start": "export", "bulk.start": "bulk" }; // what starts a task

export class TaskFiles {
  #files;
  #download;
  #tasks = new Map(); // number -> { tab, chosen, created }: handles, 0 for none

  /** @param files CoreFiles @param {(tab: string, file: object) => void} download */
  constructor(files, download) {
    this.#files = files;
    this.#download = download;
  }

  /** The request for the core: the page's handle of a chosen file is its own, the core's is unique among tabs. */
  withFile(request, file) {
    if (request.method !== "import.start") return null;
    request.params = { ...request.params, file: file ? this.#files.add(file) : 0 };
    return JSON.stringify(request);
  }

  /** After a request that may have started a task. */
  noteStarted(tab, request, response) {
    const kind = KINDS[request.method];
    if (!kind) return;
    const { result } = JSON.parse(response);
    const chosen = kind === "import" ? request.params.file : 0;
    if (result) this.#tasks.set(result.task, { tab, chosen, created: result.file ?? 0, kind });
    else this.#files.remove(chosen);
  }

  /** A notice of progress: a task that is over gives its files away. */
  noteProgress(notice) {
    const task = this.#tasks.get(notice.task);
    if (!task || notice.state === "running") return;
    this.#tasks.delete(notice.task);
    this.#files.remove(task.chosen);
    for (const handle of [task.created, notice.rejects_file]) {
      const file = handle && this.#files.take(handle);
      if (file) this.#download(task.tab, file);
    }
  }

  /** The core is gone and its tasks with it: their last notices. */
  endAll() {
    const notices = [...this.#tasks].map(([task, { kind }]) => endedNotice({ task, kind }));
    this.#tasks.clear();
    return notices;
  }
}

/** What the screen is told of a task that nobody carries on. What it had done stays. */
export function endedNotice(lastNotice) {
  return JSON.stringify({ id: 0, notice: "task", kind: "", ...lastNotice, state: "failed", error: "cancelled" });
}
