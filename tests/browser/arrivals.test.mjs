// What comes to the page from outside: the system's share menu and mailto: and tel: links. (Files from the desktop and the
// installed application are in installing.test.mjs.)
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser, temporaryFolder, until } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { createOwner, english, untilSaved } from "../support/vinculo.mjs";

/** What the system's share menu does: a form is sent to the address of the manifest's share_target. */
function share(page, { title = "", text = "", url = "", files = [] }) {
  return Promise.all([page.raw.waitForNavigation(), page.evaluate((parts, contents) => {
    const form = Object.assign(document.createElement("form"), { action: "/share", method: "post", enctype: "multipart/form-data" });
    for (const [name, value] of Object.entries(parts)) form.append(Object.assign(document.createElement("textarea"), { name, value }));
    const input = Object.assign(document.createElement("input"), { type: "file", name: "file", multiple: true });
    const transfer = new DataTransfer();
    for (const [name, content] of contents) transfer.items.add(new File([content], name));
    input.files = transfer.files;
    form.append(input);
    document.body.append(form);
    setTimeout(() => form.submit()); // when this has been answered
  }, { title, text, url }, files)]);
}
const link = (server, address) => `${server.url}/contact?lang=en#${encodeURIComponent(address)}`;
const field = (page, name) => page.raw.getByRole("textbox", { name, exact: true }).first();
const holds = (page, name, words) => until(async () => (await field(page, name).inputValue()) === words, `${words} in ${name}`);
const newPerson = (page) => page.raw.getByRole("dialog", { name: "New person" });
const cancel = async (page) => {
  await page.raw.getByRole("button", { name: "Cancel" }).click();
  await newPerson(page).waitFor({ state: "detached" }); // it goes back in the history
};

describe("from outside", () => {
  const data = temporaryFolder("vinculo-data-");
  let server, browser, page;
  const addPerson = async (name, mail, phone) => {
    await page.goto(english(server.url + "/people?new"));
    await field(page, "First name").fill(name);
    await field(page, "E-mail").fill(mail);
    await field(page, "Phone").fill(phone);
    await page.raw.getByRole("button", { name: "Save" }).click();
    await page.raw.getByRole("heading", { name, level: 1 }).waitFor();
  };

  before(async () => {
    server = await startServer({ data: data.path });
    browser = await startBrowser("chromium", { flags: ["--lang=en-US"] });
    page = await browser.open(server.url + "/");
    await page.waitFor(() => Boolean(navigator.serviceWorker.controller));
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    data.remove();
  });

  test("what is shared before the program is installed leads to a page that says so", async () => {
    const visitor = await browser.open(server.url + "/");
    const devtools = await visitor.raw.context().newCDPSession(visitor.raw);
    await devtools.send("Network.enable");
    await devtools.send("Network.setBypassServiceWorker", { bypass: true }); // as on a first visit
    await share(visitor, { text: "ana@padaria.example", files: [["big.csv", "x".repeat(3_000_000)]] });
    await visitor.raw.getByText("What you shared did not arrive. Share it once more.").waitFor();
    assert.equal(new URL(visitor.raw.url()).pathname + new URL(visitor.raw.url()).search, "/people");
    await visitor.close();
  });

  test("what is shared and what is linked before anybody signed in waits, through a reload, and is there afterwards", async () => {
    await share(page, { title: "Padaria São João", text: "Tel. +55 11 98765-4321\nPergunte pela Ana", url: "https://padaria.example" });
    await page.raw.getByRole("button", { name: "Create workspace" }).waitFor();
    await page.reload();
    await createOwner(page, server);
    await newPerson(page).waitFor();
    await holds(page, "Phone", "+55 11 98765-4321");
    await holds(page, "Note", "Padaria São João\nPergunte pela Ana");
    await until(() => page.evaluate(() => [...document.querySelectorAll("input")].some(({ value }) => value === "https://padaria.example")), "the link");
    await field(page, "First name").fill("Ana");
    await page.raw.getByRole("button", { name: "Save" }).click();
    await page.raw.getByRole("heading", { name: "Ana", level: 1 }).waitFor();
    assert.equal(await page.evaluate(async () => (await (await caches.open("vinculo-shared")).keys()).length), 0, "it comes once");
  });

  test("a form that is being typed is not overwritten by what is shared: it opens again afterwards", async () => {
    await page.goto(english(server.url + "/people?new"));
    await field(page, "First name").fill("Otávio");
    await page.waitFor(() => Object.values(localStorage).some((value) => value.includes("Otávio"))); // the core has answered
    await share(page, { text: "bia@padaria.example" });
    await holds(page, "E-mail", "bia@padaria.example");
    assert.equal(await field(page, "First name").inputValue(), "");
    await cancel(page);
    await page.goto(english(server.url + "/people?new"));
    await holds(page, "First name", "Otávio");
    await cancel(page);
  });

  test("shared files lead to the import's preview, two of one name, too; a contact that comes as text is one of them", async () => {
    await share(page, { files: [["contacts.csv", "first_name,last_name\nCaio,Reis\n"], ["contacts.csv", "first_name,last_name\nDora,Luz\n"]] });
    await page.raw.getByText("Caio Reis").waitFor();
    await page.raw.getByText("1 more file waits.").waitFor();
    await cancel(page);
    await page.raw.getByText("Dora Luz").waitFor();
    await cancel(page);
    await share(page, { text: "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Elza Souza\r\nEND:VCARD\r\n" });
    await page.raw.getByText("Elza Souza").waitFor();
    await cancel(page);
  });

  test("a form that is no share is told, and hostile text is only text", async () => {
    await Promise.all([page.raw.waitForNavigation(), page.evaluate(() => {
      const form = Object.assign(document.createElement("form"), { action: "/share", method: "post", enctype: "text/plain" });
      document.body.append(form);
      setTimeout(() => form.submit());
    })]);
    await page.raw.getByText("What you shared did not arrive. Share it once more.").waitFor();
    await share(page, { text: "<img src=x onerror=alert(1)>\u001f\u001e\u0000 ana@padaria.example \u202e" });
    await newPerson(page).waitFor();
    await holds(page, "E-mail", "ana@padaria.example");
    await cancel(page);
    await share(page, { text: "ã".repeat(200_000) });
    await page.raw.getByText("The text that you shared is too long for a note; its beginning is here.").waitFor();
    await cancel(page);
  });

  test("a link opens the person, or the organisation's and person's search when there are several, or the form of a new one", async () => {
    await addPerson("Fábio", "fabio@padaria.example", "+351 912 345 678");
    for (const address of ["mailto:Fabio@padaria.example?subject=Oi&body=x", "tel:912345678", "tel:+351-912-345-678;ext=1"]) {
      await page.goto("about:blank");
      await page.goto(link(server, address));
      await page.raw.getByRole("heading", { name: "Fábio", level: 1 }).waitFor();
      assert.match(new URL(page.raw.url()).pathname, /^\/people\/[0-9a-f-]{36}$/);
    }
    await page.goto(link(server, "mailto:nova@padaria.example"));
    await holds(page, "E-mail", "nova@padaria.example");
    await cancel(page);
    await page.goto(link(server, "tel:*100#"));
    await holds(page, "Phone", "*100#");
    await cancel(page);
    await addPerson("Gil", "fabio@padaria.example", "");
    await page.goto(link(server, "mailto:fabio@padaria.example"));
    const search = page.raw.getByRole("combobox", { name: "Search all" });
    await search.waitFor();
    assert.equal(await search.inputValue(), "fabio@padaria.example");
    for (const name of ["Fábio", "Gil"]) await page.raw.getByRole("option", { name }).waitFor();
    await page.raw.keyboard.press("Escape");
  });

  test("a link to nothing usable says so, however long or strange", async () => {
    for (const address of ["javascript:alert(1)", "mailto:", "tel:" + "9".repeat(100_000), "mailto:%00@x", "%E0%A4%A"]) {
      await page.goto("about:blank");
      await page.goto(link(server, address));
      await page.raw.getByText("This link names no mail address and no phone number.").waitFor();
      assert.equal(new URL(page.raw.url()).pathname, "/people");
    }
    await page.goto("about:blank");
    await page.goto(`${server.url}/contact?lang=en#%E0%A4%A`);
    await page.raw.getByText("This link names no mail address and no phone number.").waitFor();
  });

  test("without the server, too", async () => {
    await untilSaved(page);
    await server.stop();
    await page.goto("about:blank");
    await page.goto(link(server, "tel:+351912345678"));
    await page.raw.getByRole("heading", { name: "Fábio", level: 1 }).waitFor();
    await share(page, { text: "hugo@padaria.example" });
    await holds(page, "E-mail", "hugo@padaria.example");
    await field(page, "First name").fill("Hugo");
    await page.raw.getByRole("button", { name: "Save" }).click();
    await page.raw.getByRole("heading", { name: "Hugo", level: 1 }).waitFor();
    await page.raw.getByText(/^Offline · \d+ changes? waits?/).waitFor();
  });
});
