// Where the page begins.

import { render } from "preact";
import { start } from "./actions.ts";
import { App } from "./app.tsx";
import { keepState, restoreState } from "./keeping.ts";
import { listenToKeys } from "./keys.ts";

const root = document.getElementById("app");
if (root !== null) {
  render(<App />, root);
  start(restoreState);
  keepState();
  listenToKeys();
}
