// Every screen of the product with the records of a real team, for whoever goes through all of them: tools/pictures, axe, the
// comparison of roles. A screen is a line in SCREENS; the gallery's pages are screens too.
//
//   const tour = await startTour();
//   const page = await tour.show(SCREENS[0], "es");       // playwright's page, at rest
//   await tour.look(page, LOOKS[0]);                      // its size and colours, without loading it again
//   await tour.end();
import { Device } from "../client/program.mjs";
import { PAGES as GALLERY_PAGES } from "../browser/ui_gallery.mjs";
import { startBrowser, until } from "./browser.mjs";
import { cardsFile, portrait } from "./photos.mjs";
import { startServer } from "./server.mjs";
import { MEMBER, OWNER, setupCode, signIn } from "./vinculo.mjs";

export const LANGUAGES = ["en", "pt-BR", "es"];
export const THEMES = ["light", "dark"];
export const SIZES = [
  { width: 390, height: 844, touch: true },
  { width: 820, height: 1180, touch: true },
  { width: 1280, height: 800, touch: false },
];
export const LOOKS = SIZES.flatMap((size) => THEMES.map((theme) => ({ ...size, theme })));

const PEOPLE = 800;

// What is done on a screen before it is looked at. By role and not by name: the names are in three languages.
const press = (selector) => (page) => page.locator(selector).last().click();
const type = (selector, text) => (page) => page.locator(selector).first().fill(text);
const sendEmptyForm = async (page) => {
  await page.locator("form input").first().focus();
  await page.keyboard.press("Enter");
};
const dropFile = async (page, language) => {
  const number = LANGUAGES.indexOf(language); // not the same people three times
  const text = ["First Name,Last Name,E-mail Address,Mobile Phone,Company,Job Title,Shoe size",
    `José,da Silva,jose${number}@padaria.example,+55 11 5550-012${number},Padaria São João,Gerente,42`,
    `María,Núñez,maria${number}@jardineria.example,+34 600 000 01${number},Jardinería Núñez,Directora,37`,
    `Chloé,O'Neil,chloe${number}@bakers.example,+44 7700 90012${number},Bakers & Sons,Sales manager,`].join("\r\n");
  await page.evaluate((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], "contacts.csv", { type: "text/csv" }));
    for (const kind of ["dragenter", "dragover", "drop"])
      document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));
  }, text);
  await page.locator("main select, main [role=combobox]").first().waitFor();
};
const importFile = async (page, language) => {
  await dropFile(page, language);
  await page.getByRole("button", { name: /^Import(ar)?$/ }).click();
  await page.locator("main p, main span").filter({ hasText: /^(Created|Criad|Cread)/ }).waitFor();
};
const openColumns = async (page) => {
  await page.setViewportSize({ width: 1280, height: 800 }); // a phone's list has one column
  await page.getByRole("button", { name: /^(Columns|Colunas|Columnas)$/ }).click();
};
const openFields = async (page) => {
  await page.setViewportSize({ width: 390, height: 844 }); // only a phone's list has cards
  await page.locator("main button[aria-haspopup=menu]").first().click();
  await page.getByRole("menuitem", { name: /^(Fields on each card|Campos de cada cartão|Campos de cada tarjeta)$/ }).click();
  await page.locator("dialog[open]").waitFor();
};
const chooseRow = async (page) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator("[role=rowgroup] [role=row]").nth(2).click({ button: "right" }); // as a long press
  await page.locator("[role=row] [role=checkbox][aria-checked=true]").waitFor();
};
const choosePeople = async (page) => {
  await page.setViewportSize({ width: 1280, height: 800 }); // where rows have boxes at once
  const boxes = page.locator("[role=rowgroup] [role=checkbox]");
  for (const row of [1, 2, 4]) await boxes.nth(row).click();
};
const labelPeople = async (page) => {
  await choosePeople(page);
  await page.getByRole("button", { name: /^(Add label|Adicionar etiqueta|Añadir etiqueta)$/ }).click();
};
const exportPeople = async (page) => {
  await choosePeople(page);
  await page.getByRole("button", { name: /^Export(ar)?…$/ }).click();
  await page.locator("dialog[open]").waitFor();
};
const trashEverybody = async (page) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator("[role=columnheader] [role=checkbox]").click();
  await page.getByRole("button", { name: /^(Move to trash|Mover para a lixeira|Mover a la papelera)$/ }).click();
  await page.locator("dialog[open]").waitFor();
};
const saveSomebody = async (page) => {
  await page.locator("form input").first().fill("Zuzana");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^(Undo|Desfazer|Deshacer)$/ }).last().hover(); // or its toast goes after some seconds
};
// Or what was not saved is offered everywhere else.
const discard = async (page) => {
  await page.getByRole("button", { name: /^(Discard|Descartar)$/ }).click();
  await until(() => page.evaluate(() => !Object.keys(localStorage).some((key) => key.startsWith("vinculo.drafts."))), "no draft is left");
};
// A phone says it only when it lasts.
const seeOffline = (page, language) => page.getByText({ en: /^Offline/, "pt-BR": /^Sem conexão/, es: /^Sin conexión/ }[language]).first().waitFor();
const changePassword = async (page) => {
  await page.getByRole("button", { name: /^(Change password|Alterar senha|Cambiar contraseña)$/ }).click();
  await page.locator("dialog[open] input").first().waitFor();
  await page.keyboard.press("Enter");
};
const signInButton = (page) => page.getByRole("button", { name: /^(Sign in|Entrar|Iniciar sesión)$/ }).first();
const seeEnded = (page) => signInButton(page).waitFor();
const signInAgain = async (page) => {
  await signInButton(page).click();
  await page.locator("dialog[open] input").first().waitFor();
};
const cancel = (page) => page.getByRole("button", { name: /^Cancel(ar)?$/ }).click();

// place: which device shows it (startTour); path: its address, from the records of the team;
// act: what is done there, undo: what is done afterwards; see: what is waited for; height: of a screen that is worth seeing as a whole.
export const SCREENS = [
  { name: "first-visit", place: "nobody", path: "/" },
  { name: "first-visit-problems", place: "nobody", path: "/", act: sendEmptyForm },
  { name: "sign-in", place: "visitor", path: "/" },
  { name: "join", place: "visitor", path: "/#/join/made-up" },
  { name: "people", path: "/people" },
  { name: "people-search", path: "/people", act: type("input[type=search]", "mar") },
  { name: "people-nothing-found", path: "/people", act: type("input[type=search]", "zzqx") },
  { name: "people-label-menu", path: "/people", act: press("main button[aria-haspopup=menu]") },
  { name: "people-columns", path: "/people", act: openColumns },
  { name: "people-fields", path: "/people", act: openFields },
  { name: "people-chosen", path: "/people", act: choosePeople },
  { name: "people-chosen-label", path: "/people", act: labelPeople },
  { name: "people-chosen-export", path: "/people", act: exportPeople },
  { name: "people-chosen-question", path: "/people", act: trashEverybody },
  { name: "person", path: ({ person }) => `/people/${person}` },
  { name: "person-whole", path: ({ person }) => `/people/${person}`, height: 2000 },
  { name: "person-unsaved", path: ({ person }) => `/people/${person}`, act: type("main form input", "Ana María"), undo: discard },
  { name: "person-menu", path: ({ person }) => `/people/${person}`, act: press("main button[aria-haspopup=menu]") },
  { name: "person-conflict", path: ({ conflict }) => `/people/${conflict}` },
  { name: "person-missing", path: "/people/00000000-0000-7000-8000-000000000000" },
  { name: "new-person", path: "/people?new" },
  { name: "new-person-problems", path: "/people?new", act: sendEmptyForm, undo: cancel },
  { name: "new-person-saved", path: "/people?new", act: saveSomebody },
  { name: "organisations", path: "/organisations" },
  { name: "organisation", path: ({ organisation }) => `/organisations/${organisation}` },
  { name: "new-organisation", path: "/organisations?new" },
  { name: "import", path: "/import" },
  { name: "import-preview", path: "/import", act: dropFile },
  { name: "settings", path: "/settings" },
  { name: "settings-whole", path: "/settings", height: 1900 },
  { name: "settings-name", path: "/settings", act: type("main form input", "Ana Beatriz de Souza"), undo: cancel },
  { name: "settings-password", path: "/settings", act: changePassword },
  { name: "palette", path: "/people?find" },
  { name: "palette-results", path: "/people?find", act: type("dialog [role=combobox]", "silva") },
  { name: "shortcuts", path: "/people?keys" },
  { name: "notifications", path: "/people?notifications" },
  { name: "account", path: "/people?account" },
  { name: "sign-out", path: "/people?sign-out" },
  { name: "offline", place: "alone", path: "/people", see: seeOffline },
  { name: "session-ended", place: "ended", path: "/people", see: seeEnded },
  { name: "sign-in-again", place: "ended", path: "/people", see: seeEnded, act: signInAgain },
  { name: "no-notifications", place: "beginner", path: "/people?notifications" },
  { name: "no-people", place: "beginner", path: "/people" },
  { name: "no-organisations", place: "beginner", path: "/organisations" },
  { name: "import-report", place: "beginner", path: "/import", act: importFile }, // nobody is a beginner behind it
  { name: "gallery-table-selection", place: "gallery", path: "/?gallery=table", act: chooseRow },
  ...GALLERY_PAGES.map((page) => ({ name: `gallery-${page}`, place: "gallery", path: `/?gallery=${page}` })),
];

const withLanguage = (path, language) => {
  const [before, hash] = path.split("#");
  return `${before}${before.includes("?") ? "&" : "?"}lang=${language}${hash ? `#${hash}` : ""}`;
};

/** Nothing is drawn, asked or loaded any more. */
export const atRest = (page) => until(() => page.evaluate(async () => {
  const { framesDrawn } = await vinculo.diagnostics();
  await new Promise((resolve) => setTimeout(resolve, 120));
  return (await vinculo.diagnostics()).framesDrawn === framesDrawn;
}), "the screen is at rest", 30_000);

// The owner and a colleague, who edit the same person without seeing each other. Answers with records that are worth a look.
async function fillTeam(server) {
  const ana = await createWorkspace(server), bruno = new Device(MEMBER.password);
  try {
    const { rows } = await until(async () => {
      await ana.must("sync");
      const { people } = await ana.json("status");
      return people >= PEOPLE && ana.json("list", "--limit", "500");
    }, "the demo's people");
    const invite = (await ana.must("invite", MEMBER.mail)).match(/http\S+/)[0];
    await bruno.must("join", invite, "--name", MEMBER.name, "--mail", MEMBER.mail);
    await bruno.must("sync");
    const pages = [];
    for (const { id } of rows.slice(0, 40)) pages.push(await ana.json("show", id));
    const person = pages.find(({ notes, phones, addresses, affiliations }) => notes.length && phones.length && addresses.length && affiliations.length);
    const conflict = pages.find(({ id }) => id !== person.id).id;
    const faces = Array.from({ length: 40 }, (_, number) => portrait(number));
    const photographed = rows.filter(({ id, mail }, at) => mail && (id === person.id || at % 3 !== 1));
    await ana.must("import", cardsFile(photographed.map(({ name, mail }, at) => ({ name, mail, photo: faces[at % faces.length] }))));
    await ana.must("edit", conflict, "given_name=Ana Clara");
    await bruno.must("edit", conflict, "given_name=Anna Clara");
    for (const device of [ana, bruno, ana]) await device.must("sync");
    return { person: person.id, organisation: person.affiliations[0].organisation, conflict };
  } finally {
    ana.remove();
    bruno.remove();
  }
}

async function createWorkspace(server) {
  const device = new Device(OWNER.password);
  await device.must("setup", server.url, "--code", setupCode(server), "--workspace", "Padaria São João", "--name", OWNER.name, "--mail", OWNER.mail);
  return device;
}

// As another device would: with a password that is new.
async function endSessions(server) {
  const post = (path, body, token) => fetch(server.url + path, { method: "POST", body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) } });
  const { token } = await (await post("/api/login", { mail: OWNER.mail, password: OWNER.password })).json();
  await post("/api/password", { current: OWNER.password, password: OWNER.password }, token);
}

/**
 * Starts servers and a browser. Places: `team` (a member of it), `beginner` (nobody is there yet), `alone` (its server is gone),
 * `ended` (its session has),
 * `visitor` and `nobody` (signed out, of a server with and without a workspace), `gallery`. `site`: another version's folder.
 */
export async function startTour({ site } = {}) {
  const demo = { site, flags: ["--demo", String(PEOPLE)] };
  const servers = { team: await startServer(demo), alone: await startServer(demo), ended: await startServer({ site }), beginner: await startServer({ site }), nobody: await startServer({ site }) };
  servers.visitor = servers.gallery = servers.team;
  const records = await fillTeam(servers.team);
  for (const server of [servers.beginner, servers.alone, servers.ended]) (await createWorkspace(server)).remove();
  const browser = await startBrowser("chromium");
  const pages = new Map(); // place -> its page
  const used = new Map(); // place -> the screen that was acted upon last

  async function open(place) {
    const isAlone = place === "alone"; // what it needs then, other languages, is on the device
    const context = await browser.raw.browser().newContext({ serviceWorkers: isAlone ? "allow" : "block", reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(servers[place].url + withLanguage("/", "en"));
    if (["team", "alone", "ended", "beginner"].includes(place)) await signIn({ raw: page });
    if (["team", "alone"].includes(place)) await page.getByText(`${PEOPLE} people`).waitFor();
    if (isAlone) {
      await page.evaluate(() => navigator.serviceWorker.ready);
      await servers.alone.stop();
      await until(async () => (await page.evaluate(() => vinculo.diagnostics())).app.sync.state !== "idle", "it has noticed");
    }
    if (place === "ended") await endSessions(servers.ended);
    used.set(place, { act: true });
    return page;
  }

  return {
    /** The page that shows the screen: loaded anew only where something was done before or will be. */
    async show(screen, language) {
      const place = screen.place ?? "team";
      if (!pages.has(place)) pages.set(place, await open(place));
      const page = pages.get(place), path = typeof screen.path === "string" ? screen.path : screen.path(records);
      const address = withLanguage(path, language);
      await used.get(place).undo?.(page, language);
      if (screen.act || used.get(place).act) {
        await page.goto("about:blank"); // an address that differs in its fragment only would not be loaded again
        await page.goto(servers[place].url + address);
      } else {
        await page.evaluate((to) => {
          history.pushState(null, "", to);
          dispatchEvent(new PopStateEvent("popstate"));
        }, address);
      }
      used.set(place, screen);
      await page.locator("h1").first().waitFor();
      await until(() => page.evaluate((tag) => document.documentElement.lang === tag, language), `${screen.name} in ${language}`);
      await atRest(page);
      await screen.act?.(page, language);
      await screen.see?.(page, language);
      await atRest(page);
      return page;
    },

    async look(page, { width, height, touch, theme }) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: theme });
      if (!devtools.has(page)) devtools.set(page, await page.context().newCDPSession(page));
      await devtools.get(page).send("Emulation.setTouchEmulationEnabled", { enabled: touch });
      await devtools.get(page).send("Emulation.setScrollbarsHidden", { hidden: touch }); // a phone's lie over the content
      await atRest(page);
    },

    async end() {
      await browser.close();
      for (const server of new Set(Object.values(servers))) await server.stop();
    },
  };
}

const devtools = new WeakMap(); // page -> its DevTools session
