// The gallery's entry point in place of shell/main.js: the same boot, no core worker.
import { boot } from "./boot.js";

boot(() => import("./gallery.mjs"), null);
