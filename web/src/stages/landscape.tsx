// Landscape.

import { WORDS } from "../words/landscape.ts";

export function LandscapeStage() {
  return (
    <div class="landscape">
      <h2 class="large">{WORDS.title}</h2>
    </div>
  );
}
