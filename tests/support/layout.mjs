// What is wrong with a layout, asked in the page (playwright's evaluate).

/** Texts and targets that lie beside the window or beside the pane that scrolls them: nobody can come to them. */
export const cutSideways = () => [...document.querySelectorAll("h1.n, h2.n, h3.n, span.n, label.n, a.n, button.n, input.n, textarea.n, select.n")].flatMap((element) => {
  const box = element.getBoundingClientRect();
  if (!box.width || !box.height || element.closest(".scrolls.wide, [data-clip], .probe")) return [];
  const pane = element.parentElement.closest(".scrolls")?.getBoundingClientRect() ?? { left: 0, right: innerWidth };
  if (box.left >= pane.left - 1 && box.right <= pane.right + 1) return [];
  return [`${element.getAttribute("aria-label") ?? element.textContent}: ${Math.round(box.left)} to ${Math.round(box.right)} of ${Math.round(pane.left)} to ${Math.round(pane.right)}`];
});

/** Targets that a finger does not hit: less than 44 CSS pixels (WCAG 2.2, 2.5.5), but for links within a text. */
export const smallTargets = () => [...document.querySelectorAll("button, input, select, textarea, nav a, [role=row][tabindex], [role=menuitem], [role=menuitemradio], [role=option], [role=tab], [role=radio], [role=checkbox]")]
  .map((element) => [element.getAttribute("aria-label") ?? element.textContent, element.getBoundingClientRect()])
  .filter(([, box]) => box.height > 0 && (box.height < 43.5 || box.width < 43.5)).map(([label, box]) => `${label} ${box.width} x ${box.height}`);
