// How to train the network from a terminal.

import { COMMANDS, WORDS } from "../words.ts";

export function TrainCommands() {
  return (
    <section aria-labelledby="training">
      <h2 id="training">{WORDS.training}</h2>
      <p>{WORDS.trainingHow}</p>
      <pre tabIndex={0}><code>{COMMANDS.join("\n")}</code></pre>
      <p>{WORDS.trainingDone}</p>
    </section>
  );
}
