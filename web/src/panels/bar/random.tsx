// Asks what a new random network is to be like, and opens it.

import { type Signal, useSignal } from "@preact/signals";
import { openNetwork } from "../../actions.ts";
import { formatCount } from "../../numbers/format.ts";
import { N_PIXELS, hello } from "../../store.ts";
import { WORDS } from "../../words/bar.ts";
import { Dialog } from "./dialog.tsx";

const LARGEST = 512;
const MOST = 8;

export function RandomDialog({ onDone }: { readonly onDone: () => void }) {
  const hidden = useSignal("16-16"), seed = useSignal("0");
  const chosen = {
    activation: useSignal<string>("sigmoid"), output: useSignal<string>("sigmoid"), cost: useSignal<string>("squared-error"), start: useSignal<string>("normal"),
  };
  const sizes = sizesOf(hidden.value);
  const clash = chosen.cost.value === "cross-entropy" && !["sigmoid", "softmax"].includes(chosen.output.value);
  const complaint = sizes === null ? WORDS.dialog.badSizes(hidden.value) : clash ? WORDS.dialog.notBoth : "";
  const open = async () => {
    if (sizes === null || clash) return;
    const { activation, output, cost, start } = chosen;
    const isThere = await openNetwork({
      kind: "random", hidden: sizes, activation: activation.value, output: output.value, cost: cost.value, start: start.value, seed: Number(seed.value),
    });
    if (isThere) onDone();
  };
  return (
    <Dialog title={WORDS.dialog.title} about={WORDS.dialog.about} onDone={onDone} onSubmit={() => void open()}>
      <label class="bar-field">{WORDS.dialog.hidden}
        <input type="text" inputMode="numeric" value={hidden.value} aria-describedby="sizes-hint" aria-invalid={sizes === null} onInput={(event) => { hidden.value = event.currentTarget.value; }} />
        <span id="sizes-hint" class="small quiet">{WORDS.dialog.hiddenHint}</span>
      </label>
      <div class="bar-fields">
        {(Object.keys(chosen) as (keyof typeof chosen)[]).map((name) => <Choice key={name} label={WORDS.dialog[name]} choices={WORDS.choices[name]} chosen={chosen[name]} />)}
        <label class="bar-field">{WORDS.dialog.seed}
          <input type="number" min="0" max="4294967295" step="1" required value={seed.value} onInput={(event) => { seed.value = event.currentTarget.value; }} />
        </label>
        <p class="field-count">{sizes === null ? "" : WORDS.dialog.count(formatCount(countOf(sizes)))}</p>
      </div>
      <p class="small wrong dialog-complaint" role="status">{complaint}</p>
      <div class="dialog-end">
        <button type="button" onClick={onDone}>{WORDS.dialog.cancel}</button>
        <button type="submit" class="primary" disabled={complaint !== ""}>{WORDS.dialog.open}</button>
      </div>
    </Dialog>
  );
}

function Choice({ label, choices, chosen }: { readonly label: string; readonly choices: readonly string[]; readonly chosen: Signal<string> }) {
  return (
    <label class="bar-field">{label}
      <select value={chosen.value} onChange={(event) => { chosen.value = event.currentTarget.value; }}>
        {choices.map((choice) => <option key={choice}>{choice}</option>)}
      </select>
    </label>
  );
}

/** The sizes that a text names; none for an empty one, null for a bad one. */
function sizesOf(text: string): number[] | null {
  if (text.trim() === "") return [];
  const sizes = text.trim().split(/\s*[-,\s]\s*/).map(Number);
  return sizes.length <= MOST && sizes.every((size) => Number.isInteger(size) && size >= 1 && size <= LARGEST) ? sizes : null;
}

function countOf(hidden: readonly number[]): number {
  const sizes = [N_PIXELS, ...hidden, hello.value?.class_names.length ?? 10];
  return sizes.slice(1).reduce((sum, size, l) => sum + size * ((sizes[l] as number) + 1), 0);
}
