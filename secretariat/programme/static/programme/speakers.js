// The clock of whoever has the floor runs between two looks at the server.

import { run } from "./clock.js";

run(document);
document.addEventListener("htmx:afterSettle", () => run(document));
