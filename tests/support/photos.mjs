// Pictures for people: made here, so that no test needs anybody's face.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const size = Buffer.alloc(4), check = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}

/** A PNG of side x side pixels; `colour(x, y)` answers [red, green, blue], x and y from 0 to 1. */
export function png(side, colour) {
  const rows = Buffer.alloc(side * (side * 3 + 1)); // each begins with its filter: none
  for (let y = 0; y < side; ++y)
    for (let x = 0; x < side; ++x)
      rows.set(colour((x + 0.5) / side, (y + 0.5) / side), y * (side * 3 + 1) + 1 + x * 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2], 8);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

export const plain = (colour, side = 64) => png(side, () => colour);

/** Somebody in front of a wall: head, hair, shoulders. */
export function portrait(number, side = 160) {
  const pick = (list, by) => list[Math.floor(number / by) % list.length];
  const wall = pick([[196, 216, 226], [232, 220, 200], [120, 140, 128], [60, 66, 80], [236, 236, 236]], 1);
  const skin = pick([[244, 208, 178], [198, 148, 112], [126, 84, 60], [226, 182, 148]], 2);
  const hair = pick([[40, 30, 26], [120, 78, 40], [214, 176, 110], [150, 150, 152]], 3), shirt = pick([[36, 62, 120], [170, 40, 52], [30, 110, 90], [240, 240, 240]], 5);
  const inside = (x, y, left, top, width, height) => ((x - left) / width) ** 2 + ((y - top) / height) ** 2 < 1;
  return png(side, (x, y) => {
    if (inside(x, y, 0.5, 0.44, 0.19, 0.25) && !(y < 0.3)) return skin;
    if (inside(x, y, 0.5, 0.4, 0.23, 0.28)) return hair;
    if (inside(x, y, 0.5, 1.05, 0.42, 0.38)) return shirt;
    return wall.map((part) => Math.round(part * (1 - 0.25 * y)));
  });
}

const line = (text) => text.replaceAll(/[\\,;]/g, "\\$&");

/** A file of vCards: [{ name, mail, company, photo (a Buffer, none), type }]. */
export function cardsFile(people) {
  const path = join(mkdtempSync(join(tmpdir(), "vinculo-cards-")), "people.vcf");
  writeFileSync(path, people.map(({ name, mail, company, photo, type = "image/png" }) =>
    ["BEGIN:VCARD", "VERSION:4.0", `FN:${line(name)}`, mail && `EMAIL:${mail}`, company && `ORG:${line(company)}`,
      photo && `PHOTO:data:${type};base64,${photo.toString("base64")}`, "END:VCARD", ""].filter((each) => each !== undefined).join("\r\n")).join(""));
  return path;
}
