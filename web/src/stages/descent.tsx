// Descent.

import { WORDS } from "../words/descent.ts";

export function DescentStage() {
  return (
    <div class="descent">
      <h2 class="large">{WORDS.title}</h2>
    </div>
  );
}
