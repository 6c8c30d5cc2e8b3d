// The core worker of one tab: texts of the page go to whoever leads, answers and notices come back.
//   page -> worker  { request: text }, { file: { handle, file } }, { diagnose: number }, { persisted: boolean }
//   worker -> page  { response: text }, { notice: text }, { download: { name, type, blob } },
//                   { persist: true } (ask the browser to keep the storage), { diagnostics: { id, ... } }
import { Leader } from "./leader.js";
import { Tabs } from "./tabs.js";
import { endedNotice } from "./task_files.js";

const chosen = new Map(); // the page's handle -> File
const running = new Map(); // task -> its last notice, so that a takeover can say that it ended
let isPersisted = null, lastSaved = null;

const tabs = new Tabs({
  makeLeader: async () => {
    const leader = new Leader({
      notify: (text) => tabs.notify(text),
      download: (tab, file) => tabs.download(tab, file),
      firstSaved: () => self.postMessage({ persist: true }),
      fenced: () => tabs.resign(),
    });
    await leader.start();
    for (const notice of running.values()) tabs.notify(endedNotice(notice));
    return leader;
  },
  respond: (text) => self.postMessage({ response: text }),
  notice: (text) => {
    const notice = JSON.parse(text);
    if (notice.notice === "saved") lastSaved = notice;
    if (notice.notice === "task") {
      if (notice.state === "running") running.set(notice.task, notice);
      else running.delete(notice.task);
    }
    self.postMessage({ notice: text });
  },
  download: (file) => self.postMessage({ download: file }),
});

function onRequest(text) {
  const request = JSON.parse(text);
  const file = request.method === "import.start" ? chosen.get(request.params?.file) : undefined;
  tabs.request(`${request.client}:${request.id}`, text, file);
}

// Not every browser tells.
async function estimate() {
  try {
    return await Promise.race([navigator.storage.estimate(), new Promise((resolve) => setTimeout(resolve, 1000, {}))]);
  } catch {
    return {};
  }
}

async function diagnose(id) {
  const { usage = 0, quota = 0 } = await estimate();
  const { leader } = tabs;
  const { commits_waiting: waiting = 0, state = "saved", reason = "" } = lastSaved ?? {};
  self.postMessage({ diagnostics: { id, role: leader ? "leader" : "follower", epoch: leader?.epoch ?? tabs.epoch, isPersisted,
    storageUsedBytes: usage, storageQuotaBytes: quota, saved: { state, commits_waiting: waiting, reason }, ...leader?.figures } });
}

self.onmessage = ({ data }) => {
  if (data.request) onRequest(data.request);
  if (data.file) chosen.set(data.file.handle, data.file.file);
  if ("persisted" in data) isPersisted = data.persisted;
  if (data.diagnose) diagnose(data.diagnose);
};

tabs.run();
