// Gradient.

import { WORDS } from "../words/gradient.ts";

export function GradientStage() {
  return (
    <div class="gradient">
      <h2 class="large">{WORDS.title}</h2>
    </div>
  );
}
