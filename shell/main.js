import { boot } from "./boot.js";

boot(() => import("./app.mjs"), new URL("./worker.js", import.meta.url));
