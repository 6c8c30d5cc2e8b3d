// Prints a document of the program's (web/platform/paper.h): ordinary elements that are there for paper only (page.css).
// Where the browser prints by itself, what the mirror shows is printed, for a canvas comes out as an empty picture.
import { wasm } from "./memory.js";

const element = (name, text = "") => Object.assign(document.createElement(name), { textContent: text });

// Where rows and fields go: the table or list that the block before has begun.
function inside(paper, name) {
  const last = paper.lastElementChild;
  if (last?.localName === name) return last;
  return paper.appendChild(element(name));
}

const rowOf = (cells, name) => {
  const row = element("tr");
  row.append(...cells.map((text) => element(name, text)));
  return row;
};

const BLOCKS = {
  title: (paper, text) => paper.append(element("h1", text)),
  line: (paper, text) => paper.append(Object.assign(element("p", text), { className: "line" })),
  heading: (paper, text) => paper.append(element("h2", text)),
  field: (paper, name, value) => inside(paper, "dl").append(element("dt", name), element("dd", value)),
  paragraph: (paper, text) => paper.append(element("p", text)),
  columns: (paper, ...titles) => {
    paper.appendChild(element("table")).createTHead().append(rowOf(titles, "th"));
  },
  row(paper, ...cells) {
    const table = inside(paper, "table");
    (table.tBodies[0] ?? table.createTBody()).append(rowOf(cells, "td"));
  },
};

function lay(blocks) {
  document.getElementById("paper")?.remove();
  const paper = Object.assign(element("article"), { id: "paper" });
  for (const [kind, ...texts] of blocks) BLOCKS[kind](paper, ...texts);
  document.body.append(paper);
}

let isLaid = false; // by the program, for the dialog that opens next

export function print(text) {
  isLaid = true;
  lay(text.split("\x1E").map((block) => block.split("\x1D")));
  setTimeout(() => window.print()); // after the frame: the dialog stops everything
}

// The mirror's main part: headings, rows, fields with what is in them, other texts.
function shown() {
  const wanted = "h1, h2, h3, [role=row], [role=columnheader], input:not([type=password]), textarea, p, span";
  const blocks = [];
  for (const node of document.querySelectorAll(`main :is(${wanted})`)) {
    const text = node.textContent.trim();
    if (node.matches("h1")) blocks.push(["title", text]);
    else if (node.matches("h2, h3")) blocks.push(["heading", text]);
    else if (node.matches("[role=row]")) blocks.push(["row", ...[...node.children].map((cell) => cell.textContent.trim())]);
    else if (node.matches("input, textarea")) {
      if (node.value) blocks.push(["field", node.labels?.[0]?.textContent || node.ariaLabel || "", node.value]);
    } else if (text && !node.closest("[role=row], button, a, label") && !node.querySelector(wanted)) blocks.push(["paragraph", text]);
  }
  return blocks;
}

export function followPrinting() {
  addEventListener("beforeprint", () => {
    if (wasm && !isLaid) lay(shown());
    isLaid = false; // a browser that says nothing afterwards must not print it again
  });
  addEventListener("afterprint", () => document.getElementById("paper")?.remove());
}
