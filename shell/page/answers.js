// Questions of the program that only the browser can answer, by verb (web/platform/platform.cpp asks). Arguments and
// answers are texts; a verb that only does something answers with "".
import { takeArrivals } from "./arrivals.js";
import { hasCommandKey } from "./shortcuts.js";
import { forgetDrafts, othersHaveDrafts } from "./drafts.js";
import { back, canGoBack, navigate, writeLate } from "./address.js";
import { loadCatalogue } from "./catalogues.js";
import { giveText, readText } from "./memory.js";
import { setScale } from "./scale.js";
import { setContrast, setTheme } from "./window.js";
import { print } from "./print.js";
import { nameScreen } from "./screen_name.js";
import { applyUpdate } from "./updates.js";

// Browsers say "C" where the system says so, and users may write anything into their preferences.
function isLanguage(tag) {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
const browserLanguages = () => (navigator.languages ?? []).filter(isLanguage);

let words = "en"; // of months and days by name, of lists, of "yesterday"
let figures = "en"; // of numbers and of dates in figures
const formatters = new Map();

// Intl objects are slow to make and quick to use.
function formatter(kind, key, options, tag = kind === "NumberFormat" ? figures : words) {
  const name = `${kind} ${tag} ${key}`;
  if (!formatters.has(name)) formatters.set(name, new Intl[kind](tag, options));
  return formatters.get(name);
}

const DATE_STYLES = {
  date: { day: "numeric", month: "short", year: "numeric" },
  date_long: { day: "numeric", month: "long", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  date_time: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  weekday_date: { weekday: "long", day: "numeric", month: "long" },
  month_year: { month: "long", year: "numeric" },
  // of days, which have no time of day
  numeric: { day: "2-digit", month: "2-digit", year: "numeric" },
  full: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  day_month: { day: "numeric", month: "long" },
  numeric_day_month: { day: "2-digit", month: "2-digit" },
  month: { month: "long" },
  month_short: { month: "short" },
  weekday: { weekday: "long" },
  weekday_short: { weekday: "short" },
  weekday_narrow: { weekday: "narrow" },
};

const IN_FIGURES = new Set(["numeric", "numeric_day_month", "time"]);
const tagOf = (style) => (IN_FIGURES.has(style) ? figures : words);
const DAY_MS = 86_400_000, MINUTE_MS = 60_000;

const dayFormat = (style) => formatter("DateTimeFormat", `day ${style}`, { ...DATE_STYLES[style], timeZone: "UTC" }, tagOf(style));
function day(days, style) {
  const text = dayFormat(style).format(Number(days) * DAY_MS);
  return style === "numeric_day_month" ? text.replace(/[^\d./-]+/g, " ").trim() : text; // it is read again: "03. 12." has hard spaces
}

// "2–8 March 2026", "30 March – 5 April 2026".
const dayRange = (first, last) => dayFormat("date_long").formatRange(Number(first) * DAY_MS, Number(last) * DAY_MS);

// Of a day, without a time zone. Where hours go to 12 none begins with a nought.
function timeFormat() {
  const hour = formatter("DateTimeFormat", "time", DATE_STYLES.time, figures).resolvedOptions().hour12 ? "numeric" : "2-digit";
  return formatter("DateTimeFormat", "time of day", { ...DATE_STYLES.time, hour, timeZone: "UTC" }, figures);
}
const timeOfDay = (minutes) => timeFormat().format(Number(minutes) * MINUTE_MS);

// Weeks begin on Sunday there (CLDR); Firefox does not tell.
const SUNDAY_REGIONS = new Set(["AR", "BR", "CA", "CO", "DO", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "PT", "PY", "SV", "US", "VE", "IL", "IN", "JP", "KR", "ZA"]);
function firstWeekday() {
  const locale = new Intl.Locale(figures);
  const info = locale.getWeekInfo?.() ?? locale.weekInfo;
  if (info) return info.firstDay % 7;
  return SUNDAY_REGIONS.has(locale.maximize().region) ? 0 : 1;
}

const partOf = (parts, type) => parts.find((part) => part.type === type)?.value ?? "";
const currencyFormat = (currency) => formatter("NumberFormat", currency, { style: "currency", currency });

const FACTS = {
  first_weekday: firstWeekday,
  date_order: () => formatter("DateTimeFormat", "day numeric", { ...DATE_STYLES.numeric, timeZone: "UTC" }, figures).formatToParts(0)
    .map((part) => ({ day: "d", month: "m", year: "y" })[part.type] ?? "").join(""),
  decimal: () => partOf(formatter("NumberFormat", "parts", {}).formatToParts(0.5), "decimal"),
  group: () => partOf(formatter("NumberFormat", "parts", {}).formatToParts(1_234_567), "group"),
  day_month_order: () => dayFormat("numeric_day_month").formatToParts(0).map((part) => ({ day: "d", month: "m" })[part.type] ?? "").join(""),
  morning: () => partOf(timeFormat().formatToParts(9 * 60 * MINUTE_MS), "dayPeriod"), // "AM"; nothing where hours go to 24
  afternoon: () => partOf(timeFormat().formatToParts(21 * 60 * MINUTE_MS), "dayPeriod"),
  money_digits: (currency) => currencyFormat(currency).resolvedOptions().maximumFractionDigits,
  money_symbol: (currency) => partOf(currencyFormat(currency).formatToParts(0), "currency"),
};

const STEPS = [["second", 60], ["minute", 60], ["hour", 24], ["day", 7], ["week", 4.35], ["month", 12], ["year", Infinity]];

function relative(ms) {
  let amount = (ms - Date.now()) / 1000;
  for (const [unit, next] of STEPS) {
    if (Math.abs(amount) < next) return formatter("RelativeTimeFormat", "auto", { numeric: "auto" }).format(Math.round(amount), unit);
    amount /= next;
  }
  return "";
}

function bytes(count) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  let unit = 0;
  while (count >= 1000 && unit < units.length - 1) {
    count /= 1000;
    unit += 1;
  }
  const options = { style: "unit", unit: units[unit], unitDisplay: unit ? "short" : "long", maximumFractionDigits: count < 10 && unit ? 1 : 0 };
  return formatter("NumberFormat", `${units[unit]} ${options.maximumFractionDigits}`, options).format(count);
}

function money(minor, currency) {
  const format = currencyFormat(currency);
  return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
}

function deviceName() {
  const agent = navigator.userAgent;
  const browser = ["Edg", "OPR", "Firefox", "Chrome", "Safari"].find((name) => agent.includes(name)) ?? "Browser";
  const nice = { Edg: "Edge", OPR: "Opera" }[browser] ?? browser;
  const system = [["Android", "Android"], ["iPhone", "iOS"], ["iPad", "iPadOS"], ["Windows", "Windows"], ["Mac OS", "macOS"], ["CrOS", "ChromeOS"], ["Linux", "Linux"]]
    .find(([mark]) => agent.includes(mark))?.[1];
  return system ? `${nice} · ${system}` : nice;
}

function randomUuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Pages without TLS have only this.
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 0x0F) | 0x40;
  b[8] = (b[8] & 0x3F) | 0x80;
  const hex = [...b].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// Private windows may refuse storage, also to say where it is; then nothing is remembered.
function storage(place, use) {
  try {
    return use(globalThis[place]) ?? "";
  } catch {
    return "";
  }
}

function copy(text) {
  if (navigator.clipboard) navigator.clipboard.writeText(text).catch(() => copyBySelection(text));
  else copyBySelection(text);
}
function copyBySelection(text) {
  document.addEventListener("copy", (event) => {
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true, once: true });
  document.execCommand("copy");
}

// Only installed programs have one, and a system may refuse it.
function badge(count) {
  if (!navigator.setAppBadge) return;
  (Number(count) ? navigator.setAppBadge(Number(count)) : navigator.clearAppBadge()).catch(() => {});
}

// Somebody whose language is none of ours reads the program in English. Their figures stay what they are used to: 3.12.1985
// must not become 12 March. Their browser usually names English as well, as every browser does: that says nothing of dates.
const OURS = new Set(["en", "pt", "es"]);
const baseOf = (tag) => tag.split("-")[0];

function chooseLanguage(name) {
  const named = browserLanguages(), [first = name] = named;
  const speaks = (tag) => baseOf(tag) === baseOf(name);
  words = speaks(first) ? first : name === "en" ? "en-001" : named.find(speaks) ?? name; // English, day before month
  figures = OURS.has(baseOf(first)) ? words : inFigures(first) ?? words;
}

// The tag with our calendar and digits, for what is written is read again; nothing where a date is more than figures.
function inFigures(tag) {
  const latin = new Intl.Locale(tag, { calendar: "gregory", numberingSystem: "latn" }).toString();
  return /^[\d./\- ]+$/.test(new Intl.DateTimeFormat(latin, DATE_STYLES.numeric).format(0)) ? latin : undefined;
}

chooseLanguage("en"); // the figures are right before any catalogue is there

const VERBS = {
  navigate,
  back,
  can_go_back: () => (canGoBack() ? "yes" : "no"),
  title: nameScreen,
  language(name) {
    chooseLanguage(name);
    document.documentElement.lang = name;
  },
  reload() {
    writeLate();
    location.reload();
  },
  load_catalogue: (name, number) => loadCatalogue(name, Number(number)),
  origin: () => location.origin,
  theme: setTheme,
  contrast: (name) => setContrast(name === "more"),
  text_size: setScale,
  installed: () => (matchMedia("(display-mode: standalone)").matches ? "yes" : "no"),
  browser_language: () => navigator.languages?.[0] ?? navigator.language ?? "en",
  setting: (key) => storage("localStorage", (store) => store.getItem(`vinculo.${key}`)),
  set_setting: (key, value) => storage("localStorage", (store) => store.setItem(`vinculo.${key}`, value)),
  tab_text: (key) => storage("sessionStorage", (store) => store.getItem(`vinculo.${key}`)),
  set_tab_text: (key, value) => storage("sessionStorage", (store) => (value ? store.setItem(`vinculo.${key}`, value) : store.removeItem(`vinculo.${key}`))),
  format_date: (ms, style) => formatter("DateTimeFormat", style, DATE_STYLES[style], tagOf(style)).format(Number(ms)),
  format_day: day,
  format_day_range: dayRange,
  format_time: timeOfDay,
  locale_fact(name) {
    const [fact, ...args] = name.split(" ");
    return FACTS[fact](...args);
  },
  format_relative: (ms) => relative(Number(ms)),
  format_number: (value, digits) => formatter("NumberFormat", digits, { maximumFractionDigits: Number(digits) }).format(Number(value)),
  format_percent: (share) => formatter("NumberFormat", "percent", { style: "percent", maximumFractionDigits: 1 }).format(Number(share)),
  format_money: (minor, currency) => money(Number(minor), currency),
  format_bytes: (count) => bytes(Number(count)),
  format_list: (items) => formatter("ListFormat", "and", { type: "conjunction" }).format(items ? items.split("\x1E") : []),
  forget_drafts: forgetDrafts,
  other_drafts: () => (othersHaveDrafts() ? "yes" : "no"),
  folded: (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim(),
  copy,
  take_arrivals: () => void takeArrivals(),
  print,
  badge,
  apply_update: applyUpdate,
  mark_interactive: () => { performance.mark("vinculo:interactive"); },
  command_key: () => (hasCommandKey ? "yes" : "no"),
  random_uuid: randomUuid,
  device_name: deviceName,
};

export function ask(text, size, sizeAddress) {
  const [verb, ...args] = readText(text, size).split("\x1F");
  return giveText(String(VERBS[verb](...args) ?? ""), sizeAddress);
}
