// Backpropagation.

import { WORDS } from "../words/backprop.ts";

export function BackpropStage() {
  return (
    <div class="backprop">
      <h2 class="large">{WORDS.title}</h2>
    </div>
  );
}
