// What a person does in Vinculo, by role and name, for tests in Chromium (playwright's page is page.raw).
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { repository } from "./server.mjs";
import { until } from "./browser.mjs";

export const OWNER = { name: "Ana Souza", mail: "ana@padaria.example", password: "correct horse battery" };
export const MEMBER = { name: "Bruno Lima", mail: "bruno@padaria.example", password: "another long password" };

export const shared = process.env.VINCULO_SHARED ?? join(repository, "../shared");

/** The page's own figures. */
export const diagnostics = (page) => page.evaluate(() => vinculo.diagnostics());

/** The address with a fixed language, so that names are the English ones. */
export const english = (address) => address + (address.includes("?") ? "&" : "?") + "lang=en";

export function setupCode(server) {
  const found = server.output.match(/[Ss]etup code:?\s+(\S+)/);
  if (!found) throw new Error(`the server printed no setup code:\n${server.output}`);
  return found[1];
}

export async function createOwner(page, server, owner = OWNER) {
  const raw = page.raw;
  await raw.getByRole("textbox", { name: "Setup code" }).fill(setupCode(server));
  await raw.getByRole("textbox", { name: "Workspace name" }).fill("Padaria São João");
  await raw.getByRole("textbox", { name: "Your name" }).fill(owner.name);
  await raw.getByRole("textbox", { name: "E-mail" }).fill(owner.mail);
  await raw.getByLabel("Password").fill(owner.password);
  await raw.getByRole("button", { name: "Create workspace" }).click();
  await raw.getByRole("heading", { name: "People", exact: true, level: 1 }).waitFor();
}

export async function signIn(page, member = OWNER) {
  const raw = page.raw;
  await raw.getByRole("textbox", { name: "E-mail" }).fill(member.mail);
  await raw.getByLabel("Password").fill(member.password);
  await raw.getByRole("button", { name: "Sign in" }).click();
  await raw.getByRole("heading", { name: "People", exact: true, level: 1 }).waitFor();
}

/** A link for one colleague, made in the settings. */
export async function invite(page, mail = MEMBER.mail) {
  const raw = page.raw;
  await raw.getByRole("link", { name: "Settings" }).click();
  await raw.getByRole("textbox", { name: "E-mail of your colleague" }).fill(mail);
  await raw.getByRole("button", { name: "Create invite link" }).click();
  const field = raw.getByRole("textbox", { name: "Invite link" });
  await field.waitFor();
  const link = await field.inputValue();
  await raw.getByRole("link", { name: "People" }).click();
  return link;
}

export async function joinTeam(page, link, member = MEMBER) {
  const raw = page.raw;
  await raw.goto(link.replace("/#", "/?lang=en#"));
  await raw.getByRole("textbox", { name: "Your name" }).fill(member.name);
  await raw.getByRole("textbox", { name: "E-mail" }).fill(member.mail);
  await raw.getByLabel("Password").fill(member.password);
  await raw.getByRole("button", { name: "Join" }).click();
  await raw.getByRole("heading", { name: "People", exact: true, level: 1 }).waitFor();
}

/** Chooses a file in the import: its preview is there afterwards. */
export async function chooseFile(page, path) {
  const raw = page.raw;
  await raw.getByRole("link", { name: "Import" }).first().click();
  const another = raw.getByRole("button", { name: "Another file" }); // stands where an import has ended
  await another.or(raw.getByRole("button", { name: "Choose file" })).first().waitFor();
  if (await another.isVisible()) await another.click();
  const chooser = raw.waitForEvent("filechooser");
  await raw.getByRole("button", { name: "Choose file" }).click();
  await (await chooser).setFiles(path);
  await raw.getByRole("heading", { name: "This is what will be created" }).waitFor();
}

/** Runs the import that is shown; the sentence with the counts. */
export async function runImport(page) {
  const raw = page.raw;
  await raw.getByRole("button", { name: "Import", exact: true }).click();
  await raw.getByRole("heading", { name: "Import finished" }).waitFor({ timeout: 600_000 });
  return raw.getByText(/^Created:/).innerText();
}

/** Both; the sentence with the counts. */
export async function importFile(page, path) {
  await chooseFile(page, path);
  return runImport(page);
}

export async function search(page, text) {
  const raw = page.raw;
  await raw.getByRole("searchbox", { name: "Search" }).fill(text);
}

/** The names in the list, as shown. */
export const listedNames = (page) => page.evaluate(() =>
  [...document.querySelectorAll("[role=row] a")].map((link) => link.textContent.trim()).filter(Boolean));

export async function openPerson(page, name) {
  await page.raw.getByRole("link", { name }).first().click();
  await page.raw.getByRole("form", { name: "Person", exact: true }).waitFor();
}

/** Everything typed is on this device's disk. */
export const untilSaved = (page) => until(async () => (await diagnostics(page)).saved?.state === "saved" || null, "everything is saved");

/** The server has everything. */
export const untilSynchronised = (page) => until(async () => {
  const { app } = await diagnostics(page);
  return app.pending === 0 && app.sync.state === "idle";
}, "everything is synchronised");

/** The first `rows` contacts of the shared sample, or made-up ones where the sample is not at hand. */
export function contactsFile(rows) {
  const sample = join(shared, "data/contacts-100k.csv.xz");
  const path = join(mkdtempSync(join(tmpdir(), "vinculo-contacts-")), "contacts.csv");
  if (existsSync(sample)) {
    const text = execFileSync("xz", ["-dc", sample], { maxBuffer: 1 << 26 }).toString();
    writeFileSync(path, text.split("\n").slice(0, rows + 1).join("\n") + "\n");
  } else {
    const lines = ["id,first_name,last_name,email,phone,company,city,title"];
    for (let i = 0; i < rows; ++i) lines.push(`${i},Maria${i},Silva${i % 97},maria${i}@example.org,+5511${10000000 + i},Empresa ${i % 50},Lisboa,Gerente`);
    writeFileSync(path, lines.join("\n") + "\n");
  }
  return path;
}

export const readText = (path) => readFileSync(path, "utf8");
