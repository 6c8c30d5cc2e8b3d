// Whoever cannot see that another screen has come hears its name. The focus goes to its heading where what had the focus went with
// the screen before; a link that was followed and is still there keeps it.
import { current } from "./address.js";
import { announce } from "./mirror.js";

let named = null; // the screen that was said last; the browser says the first one's title
let isDue = false;

const nameOf = (title) => title.replace(/ – Vinculo$/, "");

function headingOf(name) {
  const headings = [...document.querySelectorAll("#mirror h1")];
  return headings.find((heading) => heading.textContent.trim() === name) ?? headings.at(-1);
}

function giveFocus(heading) {
  heading.tabIndex = -1;
  heading.addEventListener("blur", () => heading.removeAttribute("tabindex"), { once: true }); // no press of the mouse gives it
  heading.focus({ preventScroll: true });
}

function tell() {
  isDue = false;
  const [path] = current().split(/[?#]/, 1);
  const screen = path + (document.title === "Vinculo" ? " signed out" : ""); // at the same address
  const isFirst = named === null, isSame = named === screen; // only its words changed
  named = screen;
  if (isFirst || isSame) return;
  const name = nameOf(document.title), heading = headingOf(name);
  if (heading && (document.activeElement ?? document.body) === document.body) giveFocus(heading);
  else announce(name);
}

/** Called while a frame is drawn: its elements come with the end of the frame. */
export function nameScreen(title) {
  document.title = title;
  if (isDue) return;
  isDue = true;
  setTimeout(tell);
}
