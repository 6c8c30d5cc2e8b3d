// People's photos where their names are listed: seen, changed and gone with their records, on every device; a bounded number
// however many people there are.
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Device } from "../client/program.mjs";
import { startBrowser, until } from "../support/browser.mjs";
import { cardsFile, plain, png } from "../support/photos.mjs";
import { atRest } from "../support/screens.mjs";
import { startServer } from "../support/server.mjs";
import { OWNER, createOwner, diagnostics, english, importFile, signIn, untilSynchronised } from "../support/vinculo.mjs";

const RED = [220, 30, 30], GREEN = [20, 160, 60], BLUE = [30, 60, 220];
const CROWD = 600;

// A picture that claims to be larger than any screen: 60,000 x 60,000 pixels of nothing in a few bytes.
const bomb = (() => {
  const bytes = Buffer.from(plain(RED, 1));
  bytes.writeUInt32BE(60_000, 16);
  bytes.writeUInt32BE(60_000, 20);
  return bytes;
})();

const people = [
  { name: "Aaron Red", mail: "red@example.org", company: "Colours", photo: plain(RED) },
  { name: "Abel Later", mail: "later@example.org", company: "Colours" },
  { name: "Abigail Plain", mail: "plain@example.org", company: "Colours" },
  { name: "Ada Hostile", mail: "hostile@example.org", photo: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>") },
  { name: "Adam Broken", mail: "broken@example.org", photo: plain(RED).subarray(0, 30) },
  { name: "Adele Bomb", mail: "bomb@example.org", photo: bomb },
  { name: "Agnes Text", mail: "text@example.org", photo: Buffer.from("hello"), type: "text/html" },
  { name: OWNER.name, mail: OWNER.mail, photo: plain(BLUE) },
];

const PLACE = "41.1579N 8.6291W";

/** A JPEG file as cameras write it: twice as wide as high, red on the left, to be turned by a quarter, and where it was taken. */
async function lyingDown(raw) {
  const picture = Buffer.from(await raw.evaluate(([left, right]) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1600, height: 800 }), drawing = canvas.getContext("2d");
    for (const [at, colour] of [[0, left], [800, right]]) {
      drawing.fillStyle = `rgb(${colour})`;
      drawing.fillRect(at, 0, 800, 800);
    }
    return canvas.toDataURL("image/jpeg").split(",")[1];
  }, [RED, BLUE]), "base64");
  const orientation = Buffer.from("4578696600004d4d002a00000008000101120003000000010006000000000000", "hex"); // Exif 2.3, 4.5: tag 0x0112 is 6
  const words = Buffer.concat([orientation, Buffer.from(PLACE)]), head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(words.length + 2, 2);
  return Buffer.concat([picture.subarray(0, 2), head, words, picture.subarray(2)]);
}

/** As another program gets it: the photo of somebody in the team's cards. */
async function exportedPhoto(server, name) {
  const device = new Device(OWNER.password), file = join(tmpdir(), `photo-${process.pid}.vcf`);
  try {
    await device.must("login", server.url, "--mail", OWNER.mail);
    const card = await until(async () => {
      await device.must("sync");
      await device.must("export", "--format", "vcard4", "--out", file);
      const cards = readFileSync(file, "utf8").replaceAll(/\r\n[ \t]/g, "").split("BEGIN:VCARD");
      return cards.find((each) => each.includes(`FN:${name}`) && each.includes("PHOTO"));
    }, `a photo of ${name}`);
    return card.match(/^PHOTO[^:]*:(.*)$/m)[1].trim();
  } finally {
    device.remove();
    rmSync(file, { force: true });
  }
}

/** The colour that is seen there. */
async function colourAt(raw, x, y) {
  const picture = await raw.screenshot({ clip: { x: Math.round(x) - 1, y: Math.round(y) - 1, width: 3, height: 3 } });
  return raw.evaluate(async (bytes) => {
    const image = new Image();
    image.src = `data:image/png;base64,${bytes}`;
    await image.decode();
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    context.drawImage(image, 1, 1, 1, 1, 0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  }, picture.toString("base64"));
}

const isNear = (one, other) => one.every((part, at) => Math.abs(part - other[at]) < 12);

/** Of the round before a name: 12 pixels between them; not its very middle, where initials would be. */
async function roundBefore(raw, link, side) {
  const box = await link.boundingBox();
  return colourAt(raw, box.x - 12 - side / 2, box.y + box.height / 2 + side * 0.36);
}
const inList = (raw, name) => roundBefore(raw, raw.getByRole("row").getByRole("link", { name }), 28);

const shows = (look, colour, what) => until(async () => isNear(await look(), colour), what, 15_000);

describe("photos", () => {
  let server, browser, page, raw;

  before(async () => {
    server = await startServer();
    browser = await startBrowser("chromium");
    page = await browser.open(english(server.url + "/"));
    raw = page.raw;
    await raw.setViewportSize({ width: 1280, height: 800 });
    await createOwner(page, server);
    await importFile(page, cardsFile(people));
    await raw.getByRole("link", { name: "People" }).first().click();
    await raw.getByRole("link", { name: "Aaron Red" }).waitFor();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("stand before the names in the list, and initials where there is none", async () => {
    await shows(() => inList(raw, "Aaron Red"), RED, "the photo in the list");
    await shows(() => inList(raw, OWNER.name), BLUE, "the other photo");
    for (const name of ["Abel Later", "Abigail Plain"]) assert.ok(!isNear(await inList(raw, name), RED), name);
  });

  test("that are none leave the initials and are asked for once", async () => {
    await atRest(raw);
    const before = (await diagnostics(page)).photos;
    for (const { name } of people.slice(3, 7)) assert.ok(!isNear(await inList(raw, name), RED), name);
    assert.equal(before.held, 3, "two in the list, one in the corner");
    for (let i = 0; i < 5; ++i) await raw.getByRole("row").nth(1 + i).hover();
    await atRest(raw);
    assert.deepEqual((await diagnostics(page)).photos, before);
  });

  test("are there again after the browser took the WebGL context away and gave it back", async () => {
    const asked = (await diagnostics(page)).photos.asked;
    await raw.evaluate(async () => {
      const lose = document.getElementById("canvas").getContext("webgl2").getExtension("WEBGL_lose_context");
      lose.loseContext();
      await new Promise((done) => setTimeout(done, 300));
      lose.restoreContext();
    });
    await shows(() => inList(raw, "Aaron Red"), RED, "the photo is drawn again");
    assert.equal((await diagnostics(page)).photos.asked, asked);
  });

  test("stand in the search, in the corner, in the account, on the record and on its organisation", async () => {
    const corner = raw.getByRole("link", { name: `${OWNER.name}, account` });
    const box = await corner.boundingBox();
    await shows(() => colourAt(raw, box.x + 8 + 16, box.y + box.height / 2 + 12), BLUE, "the corner");
    await corner.click();
    const sheet = await raw.getByRole("dialog").getByText(OWNER.mail).boundingBox();
    await shows(() => colourAt(raw, sheet.x - 12 - 24, sheet.y + 22 + 16), BLUE, "the account");
    await raw.keyboard.press("Escape");
    await raw.getByRole("dialog").waitFor({ state: "detached" });

    await raw.keyboard.press("Control+k");
    await raw.getByRole("dialog").getByRole("combobox").fill("aaron");
    const option = await raw.getByRole("option", { name: /^Aaron Red/ }).boundingBox();
    await shows(() => colourAt(raw, option.x + 12 + 10, option.y + option.height / 2 + 8), RED, "the search");
    const behind = await inList(raw, "Aaron Red");
    assert.ok(behind[0] > 3 * behind[1] && behind[0] > 3 * behind[2], `the list behind it: ${behind}`);
    await raw.keyboard.press("Enter");
    await raw.getByRole("form", { name: "Person", exact: true }).waitFor();
    const changed = await raw.getByText(/^Changed /).boundingBox();
    await shows(() => colourAt(raw, changed.x - 16 - 32, changed.y + 20), RED, "the record");

    await raw.getByRole("link", { name: "Organisations" }).first().click();
    await raw.getByRole("link", { name: "Colours" }).click();
    await raw.getByRole("link", { name: "Aaron Red" }).waitFor();
    await shows(() => roundBefore(raw, raw.getByRole("link", { name: "Aaron Red" }), 28), RED, "the organisation's people");
    await raw.getByRole("link", { name: "People" }).first().click();
  });

  test("come and go with what is imported and undone, and on the other device at once", async () => {
    await untilSynchronised(page);
    const context = await browser.raw.browser().newContext({ viewport: { width: 1280, height: 800 } });
    const other = await context.newPage();
    await other.goto(english(server.url + "/"));
    await signIn({ raw: other });
    await shows(() => inList(other, "Aaron Red"), RED, "the photo on the other device");
    const initials = await inList(other, "Abel Later");

    await importFile(page, cardsFile([{ ...people[1], photo: plain(GREEN) }]));
    await shows(() => inList(other, "Abel Later"), GREEN, "the new photo on the other device");
    await raw.getByRole("link", { name: "People" }).first().click();
    await shows(() => inList(raw, "Abel Later"), GREEN, "the new photo");
    await raw.keyboard.press("Control+z");
    await shows(() => inList(raw, "Abel Later"), initials, "initials again");
    await shows(() => inList(other, "Abel Later"), initials, "initials again on the other device");
    await context.close();
  });

  test("are chosen on somebody's page: small, upright, without what the camera wrote; and changed and removed, each with Undo", async () => {
    await raw.getByRole("link", { name: "Abel Later" }).click();
    await raw.getByRole("form", { name: "Person", exact: true }).waitFor();
    const line = await raw.getByText(/^Changed /).boundingBox();
    const face = () => colourAt(raw, line.x - 16 - 32 - 8, line.y + 24); // in its lower half, on the left: the camera's badge is right
    const upper = () => colourAt(raw, line.x - 16 - 32 - 8, line.y - 14);
    const initials = await face();
    const choose = async (button, file, press = (one) => one.click()) => {
      const [chooser] = await Promise.all([raw.waitForEvent("filechooser"), press(raw.getByRole("button", { name: button }))]);
      await chooser.setFiles(file);
    };
    const undo = async (look) => {
      await raw.keyboard.press("Control+z");
      await shows(face, look, "undone");
    };

    await choose("Add photo", { name: "words.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
    await raw.getByText("This file is not a picture. Choose a JPEG or PNG file.").waitFor();
    assert.ok(isNear(await face(), initials));

    await choose("Add photo", { name: "lying.jpg", mimeType: "image/jpeg", buffer: await lyingDown(raw) }, (button) => button.press("Enter"));
    await shows(upper, RED, "its left is up");
    await shows(face, BLUE, "and its right is down");
    const stored = await exportedPhoto(server, "Abel Later"), bytes = Buffer.from(stored.split(",")[1], "base64");
    assert.ok(stored.startsWith("data:image/jpeg;"), stored.slice(0, 40));
    assert.ok(bytes.length < 100_000 && !bytes.includes("Exif") && !bytes.includes(PLACE), `${bytes.length} bytes of the picture alone`);

    await choose("Change photo", { name: "green.png", mimeType: "image/png", buffer: plain(GREEN, 1500) });
    await shows(face, GREEN, "another one");
    await undo(BLUE);
    await raw.getByRole("button", { name: "More", exact: true }).click();
    await raw.getByRole("menuitem", { name: "Remove photo" }).click();
    await shows(face, initials, "none");
    await undo(BLUE);
    await undo(initials);
    await raw.getByRole("link", { name: "People" }).first().click();
  });

  test("of a crowd that is scrolled through are asked for where one stops, and as many are held as ever", async () => {
    const crowd = Array.from({ length: CROWD }, (_, i) =>
      ({ name: `Crowd ${String(i).padStart(4, "0")}`, mail: `crowd${i}@example.org`, photo: png(24, (x, y) => [i % 256, Math.floor(255 * x), Math.floor(255 * y)]) }));
    await importFile(page, cardsFile(crowd));
    await raw.getByRole("link", { name: "People" }).first().click();
    await raw.getByRole("link", { name: "Aaron Red" }).waitFor();
    await atRest(raw);
    const before = await diagnostics(page);
    const scrollTo = (share, steps) => raw.evaluate(async ([to, count]) => {
      const pane = [...document.querySelectorAll("#mirror *")].filter((one) => one.scrollHeight > one.clientHeight + 1000).pop();
      const from = pane.scrollTop, end = to * (pane.scrollHeight - pane.clientHeight);
      for (let i = 1; i <= count; ++i) {
        pane.scrollTop = from + (end - from) * i / count;
        await new Promise(requestAnimationFrame);
      }
    }, [share, steps]);

    const settled = () => until(async () => { // it waits a moment whether more is scrolled
      const { asked } = (await diagnostics(page)).photos;
      await raw.waitForTimeout(250);
      return (await diagnostics(page)).photos.asked === asked;
    }, "no photo is asked for any more");

    await scrollTo(1, 60);
    await settled();
    const fast = await diagnostics(page);
    const inView = await raw.getByRole("row").count();
    assert.ok(fast.photos.asked - before.photos.asked <= inView + 40, `${fast.photos.asked - before.photos.asked} asked for, ${inView} rows`);
    assert.ok(fast.photos.asked - before.photos.asked >= 5, "those in view were");

    for (let step = 20; step >= 0; --step) {
      await scrollTo(step / 20, 2);
      await settled();
    }
    const slow = await diagnostics(page);
    assert.ok(slow.photos.asked - fast.photos.asked > 250, `${slow.photos.asked} asked for`);
    assert.ok(slow.photos.held <= 256, `${slow.photos.held} held`);
    assert.equal(slow.wasmBytes, fast.wasmBytes, "memory has grown");
    await shows(() => inList(raw, "Aaron Red"), RED, "the first, after all of them");
  });
});
