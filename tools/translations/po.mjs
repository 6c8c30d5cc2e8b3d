// Reads gettext's .po files: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html

// Context and message are joined as gettext itself does in its compiled catalogues.
export const keyOf = (entry) => (entry.context === undefined ? entry.id : `${entry.context}\u0004${entry.id}`);

// Returns [{ id, plural, context, translations: [..], fuzzy, line, place }]; the entry with an empty id is the file's header.
// line is where the entry stands, place where the message comes from ("web/views/people.cpp:12"), if that is noted.
export function parsePo(text) {
  const entries = [];
  let entry = null, append = null, fuzzy = false, place;
  const begin = (line) => { entry = { id: "", translations: [], fuzzy, line, place }; fuzzy = false; place = undefined; entries.push(entry); };

  text.split("\n").forEach((raw, index) => {
    const line = raw.trim();
    if (line.startsWith("#:")) { place ??= line.slice(2).trim().split(" ")[0]; return; }
    if (line.startsWith("#,")) { fuzzy ||= line.includes("fuzzy"); return; }
    if (line === "" || line.startsWith("#")) { append = null; return; }

    const [, keyword, quoted] = line.match(/^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?\s*(".*")$/) ?? [];
    if (quoted === undefined) throw new Error(`line ${index + 1}: not understood: ${line}`);
    const value = JSON.parse(quoted); // PO and JSON escape the same way what occurs here
    if (keyword === undefined) {
      if (!append) throw new Error(`line ${index + 1}: a string that continues nothing`);
      append(value);
      return;
    }
    if (keyword === "msgctxt") {
      begin(index + 1);
      entry.context = value;
      append = (more) => { entry.context += more; };
    } else if (keyword === "msgid") {
      if (!entry || entry.context === undefined || entry.translations.length || entry.id) begin(index + 1);
      entry.id = value;
      append = (more) => { entry.id += more; };
    } else if (keyword === "msgid_plural") {
      entry.plural = value;
      append = (more) => { entry.plural += more; };
    } else {
      const form = Number(keyword.match(/\d+/)?.[0] ?? 0);
      entry.translations[form] = value;
      append = (more) => { entry.translations[form] += more; };
    }
  });
  return entries;
}

// The catalogue a page loads: {"message": "translation"}, a message with a plural has ["one", "other"].
export function catalogueOf(entries) {
  const catalogue = {};
  for (const entry of entries) {
    if (!entry.id || entry.fuzzy || !entry.translations.every((text) => text)) continue;
    catalogue[keyOf(entry)] = entry.plural === undefined ? entry.translations[0] : entry.translations;
  }
  return catalogue;
}
