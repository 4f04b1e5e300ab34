// Trains the network on for a few epochs, on the server.

import { type Signal, useSignal } from "@preact/signals";
import { trainOn } from "../../actions.ts";
import { WORDS } from "../../words/bar.ts";
import { Dialog } from "./dialog.tsx";

export function TrainDialog({ onDone }: { readonly onDone: () => void }) {
  const epochs = useSignal("1"), rate = useSignal("1.5"), batch = useSignal("10"), seed = useSignal("0");
  const isTraining = useSignal(false);
  const words = WORDS.trainDialog;
  const train = async () => {
    if (isTraining.value) return;
    isTraining.value = true;
    const isThere = await trainOn({
      kind: "retrain", epochs: Number(epochs.value), learning_rate: Number(rate.value), batch_size: Number(batch.value), seed: Number(seed.value),
    }, words.done(Number(epochs.value)));
    isTraining.value = false;
    if (isThere) onDone();
  };
  return (
    <Dialog title={words.title} about={words.about} onDone={onDone} onSubmit={() => void train()}>
      <div class="bar-fields">
        <Field label={words.epochs} value={epochs} min="1" max="5" step="1" />
        <Field label={words.rate} value={rate} min="0" max="100" step="any" />
        <Field label={words.batch} value={batch} min="1" max="60000" step="1" />
        <Field label={words.seed} value={seed} min="0" max="4294967295" step="1" />
      </div>
      <div class="dialog-end">
        <button type="button" onClick={onDone}>{WORDS.dialog.cancel}</button>
        <button type="submit" class="primary" disabled={isTraining.value}>{isTraining.value ? words.training : words.train}</button>
      </div>
    </Dialog>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: Signal<string>;
  readonly min: string;
  readonly max: string;
  readonly step: string;
}

function Field({ label, value, ...range }: FieldProps) {
  return (
    <label class="bar-field">{label}
      <input type="number" required {...range} value={value.value} onInput={(event) => { value.value = event.currentTarget.value; }} />
    </label>
  );
}
