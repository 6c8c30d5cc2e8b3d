// A picture that somebody chooses for a person: small, upright, and without what cameras write into their files (the place,
// the camera's number).
import { allocate, wasm, withText } from "./memory.js";
import { requestFrames } from "./frames.js";

const MOST_SIDE = 512, MOST_PIXELS = 64e6, QUALITY = 0.85;

/** Gives the program a JPEG file, or nothing where the browser cannot read the picture. `purpose`: as the button says. */
export async function takePicture(file, purpose) {
  const bytes = await madeSmall(file).catch(() => new Uint8Array());
  const address = allocate(bytes);
  withText(purpose, (text, size) => wasm._vinculo_picture(text, size, address, bytes.length));
  wasm._free(address);
  requestFrames();
}

async function madeSmall(file) {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await new Promise((resolve, reject) => { image.onload = resolve; image.onerror = reject; });
    const { naturalWidth: width, naturalHeight: height } = image;
    if (!width || !height || width * height > MOST_PIXELS) throw new Error("no picture, or one too large to open");
    const scale = Math.min(1, MOST_SIDE / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const drawing = canvas.getContext("2d");
    drawing.fillStyle = "#fff"; // JPEG knows no transparency
    drawing.fillRect(0, 0, canvas.width, canvas.height);
    drawing.imageSmoothingQuality = "high";
    drawing.drawImage(image, 0, 0, canvas.width, canvas.height);
    const small = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    return new Uint8Array(await small.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}
