// Race.

import { WORDS } from "../words/race.ts";

export function RaceStage() {
  return (
    <div class="race">
      <h2 class="large">{WORDS.title}</h2>
    </div>
  );
}
