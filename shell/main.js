import { boot } from "./boot.js";

// "?gallery" shows the widgets that the program is made of.
if (new URLSearchParams(location.search).has("gallery")) import("/gallery_main.js");
else boot(() => import("./app.mjs"), { hasCore: true });
