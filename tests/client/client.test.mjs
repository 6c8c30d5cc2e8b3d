// The command-line client against the real server: two people, each with a file on their own computer.
import assert from "node:assert/strict";
import { writeFileSync, readFileSync, existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startServer } from "../support/server.mjs";
import { until } from "../support/browser.mjs";
import { setupCode } from "../support/vinculo.mjs";
import { Device } from "./program.mjs";

const CSV = [
  "First Name,Last Name,E-mail Address,Mobile Phone,Company,Job Title,Shoe size",
  "José,da Silva,jose@example.org,+55 11 91234-5678,Padaria São João,Gerente,42",
  "Ana,Souza,ana@example.org,,Padaria São João,,",
  "Zoë,O'Neil,zoe@example.org,+353 1 234 5678,,,",
].join("\r\n");

let server, ana, bruno;

before(async () => {
  server = await startServer();
  ana = new Device("correct horse battery");
  bruno = new Device("another long password");
  await ana.must("setup", server.url, "--code", setupCode(server), "--workspace", "Padaria", "--name", "Ana Souza", "--mail", "ana@padaria.example");
});
after(async () => {
  ana?.remove();
  bruno?.remove();
  await server?.stop();
});

const write = (device, name, text) => {
  const path = join(device.folder.path, name);
  writeFileSync(path, text);
  return path;
};

test("a file is imported, the same again changes nothing, and what was imported is found", async () => {
  const path = write(ana, "contacts.csv", CSV);
  const first = await ana.json("import", path);
  assert.equal(first.created, 3);
  const second = await ana.json("import", path);
  assert.deepEqual([second.created, second.updated, second.rejected], [0, 0, 0]);
  assert.deepEqual(await ana.names("jose"), ["José da Silva"]);
  assert.deepEqual(await ana.names("912345678"), ["José da Silva"]);
  const page = await ana.json("show", await ana.idOf("jose"));
  assert.equal(page.affiliations[0].organisation_name, "Padaria São João");
  assert.equal(page.affiliations[0].title, "Gerente");
});

test("an escape sequence in a name does not reach the terminal", async () => {
  await ana.must("import", write(ana, "escapes.csv", "Name\nHugo \u001b[31mEscape\u009b2J\n"));
  const found = await ana.must("search", "hugo");
  assert.match(found, /Hugo /);
  assert.doesNotMatch(found, /[\u001b\u009b]/);
  const page = await ana.must("show", await ana.idOf("hugo"));
  assert.doesNotMatch(page, /[\u001b\u009b]/);
});

test("a preview says what each column becomes and changes nothing", async () => {
  const path = write(ana, "preview.csv", "Nome;Telefone\nRui Costa;+351 912 345 678\n");
  const preview = await ana.json("import", "--preview", path);
  assert.deepEqual(preview.columns.map((column) => column.field), ["name", "phone"]);
  assert.equal(preview.separator, ";");
  assert.deepEqual(await ana.names("rui"), []);
});

test("a column that was guessed wrong is mapped by hand", async () => {
  const path = write(ana, "by-hand.csv", "Name,Remarkable\nEva Reis,eva@example.org and more\n");
  await ana.must("import", "--map", "Remarkable=note", path);
  const page = await ana.json("show", await ana.idOf("eva"));
  assert.equal(page.notes[0].body, "eva@example.org and more");
  const wrong = await ana.run("import", "--map", "Nothing=note", path);
  assert.equal(wrong.code, 6);
});

test("rows that cannot be read come out as a file with the reason in each line", async () => {
  const path = write(ana, "broken.csv", `Name,Note\nIda Lopes,ok\nBig,${"x".repeat(1_200_000)}\nLia Melo,ok\n`);
  const done = await ana.json("import", path);
  assert.equal(done.rejected, 1);
  const rejects = readFileSync(`${path}.rejected.csv`, "utf8");
  assert.match(rejects, /too_large/);
  assert.deepEqual([...await ana.names("ida"), ...await ana.names("lia")], ["Ida Lopes", "Lia Melo"]);
});

test("files that are none say so and import nothing", async () => {
  const picture = write(ana, "picture.csv", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"));
  const refused = await ana.run("import", picture);
  assert.equal(refused.code, 6);
  assert.match(refused.err, /not a CSV or vCard file \(png\)/);
  const workbook = write(ana, "book.csv", Buffer.from("504b030414000600", "hex"));
  assert.match((await ana.run("import", workbook)).err, /Save it as CSV/);
  assert.equal((await ana.run("import", join(ana.folder.path, "nowhere.csv"))).code, 6);
});

test("records are made, changed, labelled, noted, undone and done again", async () => {
  const id = (await ana.must("add", "given_name=Maria", "family_name=Dias", "mail=work:maria@example.org", "organisation=Mercado Azul", "title=Dona")).trim();
  await ana.must("edit", id, "given_name=Mária", "phone=mobile:+351 911 111 111", "city=Lisboa");
  await ana.must("label", id, "Clientes");
  await ana.must("note", id, "Ligou hoje.");
  let page = await ana.json("show", id);
  assert.equal(page.display_name, "Mária Dias");
  assert.deepEqual([page.mails[0].kind, page.mails[0].text], ["work", "maria@example.org"]);
  assert.deepEqual([page.phones[0].kind, page.phones[0].text], ["mobile", "+351 911 111 111"]);
  assert.equal(page.labels[0].name, "Clientes");
  assert.equal(page.notes[0].author, "Ana Souza");
  await ana.must("undo");
  assert.equal((await ana.json("show", id)).notes.length, 0);
  await ana.must("redo");
  assert.equal((await ana.json("show", id)).notes.length, 1);
  await ana.must("edit", id, "phone=+351 922 222 222");
  page = await ana.json("show", id);
  assert.deepEqual(page.phones.map((phone) => phone.text), ["+351 922 222 222"]);
  assert.equal((await ana.run("edit", id, "shoe_size=42")).code, 6);
  assert.equal((await ana.run("show", "0190c0de-0000-7000-8000-000000000000")).code, 5);
});

test("a colleague joins by a link and has everything", async () => {
  await ana.must("sync");
  const link = (await ana.must("invite", "bruno@padaria.example")).trim();
  await bruno.must("join", link, "--name", "Bruno Lima", "--mail", "bruno@padaria.example");
  await bruno.must("sync");
  assert.deepEqual(await bruno.names(), await ana.names());
  for (const device of [ana, bruno]) assert.equal((await device.json("check")).equal, true);
  const again = await bruno.run("join", link, "--name", "Eve", "--mail", "eve@example.org");
  assert.equal(again.code, 4, "an invite is good once");
});

test("edits made offline wait and go out later; two of one field are a conflict that both see", async () => {
  const id = await ana.idOf("zoe");
  const port = server.port, data = server.data;
  server.process.kill("SIGTERM");
  await until(() => server.process.exitCode !== null, "the server to end");
  assert.equal((await ana.run("sync")).code, 3);
  await ana.must("edit", id, "family_name=Brennan");
  await bruno.must("edit", id, "family_name=Byrne");
  assert.ok((await ana.json("status")).sync.rows_waiting > 0);

  const stop = server.stop;
  server = await startServer({ data, port });
  after(stop);
  await ana.must("sync");
  await bruno.must("sync");
  await ana.must("sync");
  const pages = [await ana.json("show", id), await bruno.json("show", id)];
  assert.equal(pages[0].display_name, "Zoë Byrne", "the later edit wins");
  assert.equal(pages[1].display_name, pages[0].display_name);
  for (const page of pages) {
    assert.equal(page.conflicts.length, 1);
    assert.equal(page.conflicts[0].lost_text, "Brennan");
  }
  await bruno.must("resolve", pages[1].conflicts[0].id, "take");
  await bruno.must("sync");
  await ana.must("sync");
  const settled = await ana.json("show", id);
  assert.deepEqual([settled.display_name, settled.conflicts.length], ["Zoë Brennan", 0]);
  for (const device of [ana, bruno]) assert.equal((await device.json("check")).equal, true);
});

test("what one exports, another imports without a difference", async () => {
  for (const format of ["csv", "vcard3", "vcard4"]) {
    const path = join(ana.folder.path, `export-${format}`);
    await ana.must("export", "--format", format, "--out", path);
    assert.ok(!existsSync(`${path}.part`));
    const text = readFileSync(path, "utf8");
    assert.match(text, /José/);
    assert.match(text, /Shoe size/);
    const again = await ana.json("import", path);
    assert.deepEqual([format, again.created, again.rejected], [format, 0, 0]);
    const piped = await ana.must("export", "--format", format, "--query", "jose");
    assert.match(piped, /José/);
    assert.doesNotMatch(piped, /Brennan/);
  }
});

test("watching brings what others write, and ends when it is told to", async () => {
  const watching = bruno.start("sync", "--watch", "--interval", "1");
  await until(() => watching.output.includes("sent and received"), "the first sync");
  await ana.must("add", "given_name=Watched", "family_name=Person");
  await ana.must("sync");
  await until(async () => (await bruno.run("--json", "search", "watched")).out.includes("Watched Person"), "the new person");
  assert.equal(await watching.stop(), 0);
});

test("wrong passwords, other servers and no server each get their sentence and code", async () => {
  const stranger = new Device("not the password");
  const wrong = await stranger.run("login", server.url, "--mail", "ana@padaria.example");
  assert.equal(wrong.code, 4);
  assert.match(wrong.err, /mail address or the password/);
  const notSignedIn = await stranger.run("sync");
  assert.equal(notSignedIn.code, 4);
  assert.match(notSignedIn.err, /not signed in/);

  const other = createServer((request, response) => response.end("<html>Hello</html>"));
  await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
  assert.equal((await stranger.run("login", `http://127.0.0.1:${other.address().port}`, "--mail", "a@b.co")).code, 3);
  other.close();
  assert.equal((await stranger.run("login", "http://127.0.0.1:1", "--mail", "a@b.co")).code, 3);
  assert.equal((await stranger.run("login", "ftp://example.org", "--mail", "a@b.co")).code, 6);
  assert.equal((await stranger.run("nonsense")).code, 2);
  const later = await stranger.run("--json", "sync");
  assert.equal(JSON.parse(later.out).error.code, "unauthorized");
  stranger.remove();
});

test("after signing out the records stay and nothing is sent", async () => {
  await bruno.must("logout");
  assert.deepEqual(await bruno.names("jose"), ["José da Silva"]);
  assert.equal((await bruno.run("sync")).code, 4);
  await bruno.must("login", server.url, "--mail", "bruno@padaria.example");
  await bruno.must("sync");
  assert.equal((await bruno.json("check")).equal, true);
});
