// Whoever cannot see that another screen has come hears its name. The focus goes to its heading where what had the focus went with
// the screen before; a link that was followed and is still there keeps it.
import { announce } from "./mirror.js";

let named = null; // the path of the screen that was said last; the browser says the first one's title
let isDue = false;

function headingOf(title) {
  const headings = [...document.querySelectorAll("#mirror h1")];
  return headings.find((heading) => title.startsWith(heading.textContent.trim())) ?? headings.at(-1);
}

function tell() {
  isDue = false;
  const isFirst = named === null, isSame = named === location.pathname; // only its words changed
  named = location.pathname;
  if (isFirst || isSame) return;
  const heading = headingOf(document.title);
  if (heading && (document.activeElement ?? document.body) === document.body) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  } else {
    announce(document.title.replace(/ – Vinculo$/, ""));
  }
}

/** Called while a frame is drawn: its elements come with the end of the frame. */
export function nameScreen(title) {
  document.title = title;
  if (isDue) return;
  isDue = true;
  setTimeout(tell);
}
