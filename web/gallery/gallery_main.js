// The gallery's entry point in place of shell/main.js: the same boot, no core worker. Tests look behind the mirror.
import { boot } from "./boot.js";
import { nodeById } from "./page/mirror.js";
import { requestFrames } from "./page/frames.js";

globalThis.gallery = { nodeById, requestFrames };

boot(() => import("./gallery.mjs"), { hasCore: false });
