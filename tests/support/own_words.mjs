// Which texts of a screen are the program's own, by its catalogues: what somebody has typed may be longer than its place, the
// program's words may not.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parsePo } from "../../tools/translations/po.mjs";
import { repository } from "./server.mjs";

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
// Only numbers are ours too: names and addresses are somebody's.
const isOurs = (text) => [...text.matchAll(/\{(\w+)\}/g)].every(([, name]) => ["n", "total", "created", "updated", "unchanged", "rejected"].includes(name));
const patternOf = (text) => text.split(/\{\w+\}/).map(escaped).join("[\\d.,\\u00a0\\u202f]+");

/** @param {string} language of a page @returns {(text: string) => boolean} */
export function ownWords(language) {
  const entries = parsePo(readFileSync(join(repository, "web/i18n", `${language === "en" ? "es" : language.replace("-", "_")}.po`), "utf8"));
  const texts = entries.filter(({ id }) => id).flatMap(({ id, plural, translations }) => (language === "en" ? [id, plural ?? id] : translations));
  const pattern = new RegExp(`^(${texts.filter(isOurs).map(patternOf).join("|")})$`, "u");
  return (text) => pattern.test(text);
}
