// What Dear ImGui reports of the last frame (web/ui/audit.h), on playwright's pages of the gallery and of the audited program
// (versions.mjs).

/** Items without a node of the mirror, all others, and the lines of text that were drawn; rectangles are in device pixels. */
export async function audit(page) {
  const [missing, described, drawn] = (await page.evaluate(() => vinculo.audit())).split("--\n");
  const linesOf = (lines) => lines.split("\n").filter(Boolean).map((line) => line.split(" "));
  const box = ([x0, y0, x1, y1]) => ({ x0: Number(x0), y0: Number(y0), x1: Number(x1), y1: Number(y1) });
  const read = (lines) => linesOf(lines).map(([id, ...rest]) => ({ id: Number(id), ...box(rest), name: rest.slice(4).join(" ") }));
  return { missing: read(missing), described: read(described), texts: linesOf(drawn).map((line) => ({ ...box(line), isCut: line[4] === "1", text: line.slice(5).join(" ") })) };
}

/** Which of the items do not lie where their elements are, to half a device pixel. */
export const differences = (page, items) => page.evaluate((all) => {
  const elements = new Map([...document.querySelectorAll(".n")].map((element) => [vinculo.nodeOf(element).id, element]));
  return all.flatMap((item) => {
    const element = elements.get(item.id);
    if (!element) return [`${item.name}: no element`];
    const box = element.getBoundingClientRect(), ratio = devicePixelRatio;
    const off = Math.max(Math.abs(box.left * ratio - item.x0), Math.abs(box.top * ratio - item.y0),
      Math.abs(box.right * ratio - item.x1), Math.abs(box.bottom * ratio - item.y1));
    return off > 0.5 ? [`${element.getAttribute("aria-label") ?? element.textContent}: ${off.toFixed(2)} device pixels off`] : [];
  });
}, items);
