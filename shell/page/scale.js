// How large people want everything: the program lays out in its own pixels, each of which is `scale` CSS pixels.
const changes = [];

export let scale = 1;

export function setScale(percent) {
  const next = Math.min(2, Math.max(0.75, Number(percent) / 100 || 1));
  if (next === scale) return;
  scale = next;
  for (const call of changes) call();
}

export const whenScaled = (call) => changes.push(call);
