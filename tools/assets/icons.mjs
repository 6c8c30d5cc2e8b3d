// node icons.mjs LIST CODEPOINTS HEADER: writes the C++ header with the code points of the icons named in LIST.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const [listFile, codePointsFile, headerFile] = process.argv.slice(2);
const codePoints = JSON.parse(readFileSync(codePointsFile, "utf8"));
const names = readFileSync(listFile, "utf8").split("\n").map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));

const unknown = names.filter((name) => !(name in codePoints));
if (unknown.length) {
  console.error(`${listFile}: not in the icon set: ${unknown.join(", ")}`);
  process.exit(1);
}

const constants = names.map((name) =>
  `inline constexpr char32_t ${name.replaceAll("-", "_")} = 0x${codePoints[name].toString(16).toUpperCase()};`);
mkdirSync(dirname(headerFile), { recursive: true });
writeFileSync(headerFile, `// Written by tools/assets/icons.mjs from web/theme/icons.txt: code points in the font icons.ttf.
#pragma once

namespace vinculo::theme::icon {

${constants.join("\n")}

}  // namespace vinculo::theme::icon
`);
