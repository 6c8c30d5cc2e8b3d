// What the canvas needs of the browser's own text and pictures: glyphs that Inter lacks, line metrics, photos.
import { readText, wasm, allocate, writeFloats } from "./memory.js";
import { requestFrames } from "./frames.js";

const canvas = document.createElement("canvas");
const context = canvas.getContext("2d", { willReadFrequently: true });
const FALLBACK = "Inter, system-ui, sans-serif";

// Emoji bring their own colours; everything else is a mask that takes the text's colour.
function isColoured(pixels) {
  for (let i = 0; i < pixels.length; i += 4)
    if (pixels[i + 3] > 64 && (pixels[i] < 200 || pixels[i + 1] < 200 || pixels[i + 2] < 200)) return true;
  return false;
}

// Draws a text, writes width, height, left, top, advance, coloured to `out` and returns the pixels in malloc's memory.
export function glyph(textAddress, size, pixels, weight, out) {
  const text = readText(textAddress, size);
  const prepare = () => {
    context.font = `${weight} ${pixels}px ${FALLBACK}`;
    context.textBaseline = "alphabetic";
    context.fillStyle = "#fff";
  };
  prepare();
  const measured = context.measureText(text);
  const left = Math.ceil(measured.actualBoundingBoxLeft) + 1, top = Math.ceil(measured.actualBoundingBoxAscent) + 1;
  const width = Math.max(1, left + Math.ceil(measured.actualBoundingBoxRight) + 1);
  const height = Math.max(1, top + Math.ceil(measured.actualBoundingBoxDescent) + 1);
  if (canvas.width < width || canvas.height < height) {
    canvas.width = Math.max(canvas.width, width);
    canvas.height = Math.max(canvas.height, height);
    prepare();
  }
  context.clearRect(0, 0, width, height);
  context.fillText(text, left, top);
  const data = context.getImageData(0, 0, width, height).data;
  const coloured = isColoured(data);
  if (!coloured) for (let i = 0; i < data.length; i += 4) data[i] = data[i + 1] = data[i + 2] = 255;
  const address = allocate(data);
  writeFloats(out, width, height, -left, top, measured.width, coloured ? 1 : 0);
  return address;
}

// Each engine rounds ascent and descent in its own way: ask it with a line of the mirror's own style.
const probe = document.createElement("div");
probe.className = "n probe";
probe.setAttribute("aria-hidden", "true");
probe.append(Object.assign(document.createElement("span"), { textContent: "Hg" }),
  Object.assign(document.createElement("span"), { className: "baseline" }));

export function metrics(pixels, weight, out) {
  document.getElementById("app").append(probe);
  probe.style.fontSize = `${pixels}px`;
  probe.style.fontWeight = weight;
  const text = probe.firstChild.getBoundingClientRect(), line = probe.lastChild.getBoundingClientRect();
  const ascent = line.bottom - text.top;
  writeFloats(out, ascent, text.height - ascent);
  probe.remove();
}

// Larger ones would take more memory than a photo is worth; a few bytes can claim any size.
const MOST_PHOTO_PIXELS = 24e6;

// Decodes a picture, crops it to fill width x height, and hands its pixels to the atlas.
export async function photo(number, address, size, width, height) {
  const image = new Image();
  image.src = readText(address, size);
  let pixels = null;
  try {
    await new Promise((resolve, reject) => { image.onload = resolve; image.onerror = reject; });
    const { naturalWidth, naturalHeight } = image;
    if (naturalWidth > 0 && naturalWidth * naturalHeight <= MOST_PHOTO_PIXELS) {
      await image.decode(); // in the background: frames go on
      pixels = cropped(image, width, height);
    }
  } catch {
    // It is no picture.
  }
  const memory = pixels ? allocate(pixels) : 0;
  wasm._vinculo_photo_ready(number, memory, width, height);
  if (memory) wasm._free(memory);
  requestFrames();
}

function cropped(image, width, height) {
  const target = document.createElement("canvas");
  target.width = width;
  target.height = height;
  const drawing = target.getContext("2d", { willReadFrequently: true });
  const scale = Math.max(width / image.naturalWidth, height / image.naturalHeight);
  const w = image.naturalWidth * scale, h = image.naturalHeight * scale;
  drawing.imageSmoothingQuality = "high";
  drawing.fillStyle = "#fff"; // a drawing without a background is dark lines, as a rule
  drawing.fillRect(0, 0, width, height);
  drawing.drawImage(image, (width - w) / 2, (height - h) / 2, w, h);
  return drawing.getImageData(0, 0, width, height).data;
}
