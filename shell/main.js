import { boot } from "./boot.js";

boot(() => import("./app.mjs"), { hasCore: true });
