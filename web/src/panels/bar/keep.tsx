// Saves the network under a name.

import { useSignal } from "@preact/signals";
import { keepNetwork } from "../../actions.ts";
import { WORDS } from "../../words/bar.ts";
import { Dialog } from "./dialog.tsx";

const LONGEST = 40;

export function KeepDialog({ onDone }: { readonly onDone: () => void }) {
  const name = useSignal("");
  const save = async () => { if (await keepNetwork(name.value.trim())) onDone(); };
  return (
    <Dialog title={WORDS.keepDialog.title} about={WORDS.keepDialog.about} onDone={onDone} onSubmit={() => void save()}>
      <label class="bar-field">{WORDS.keepDialog.name}
        <input type="text" required maxLength={LONGEST} value={name.value} onInput={(event) => { name.value = event.currentTarget.value; }} />
      </label>
      <div class="dialog-end">
        <button type="button" onClick={onDone}>{WORDS.dialog.cancel}</button>
        <button type="submit" class="primary" disabled={name.value.trim() === ""}>{WORDS.keepDialog.save}</button>
      </div>
    </Dialog>
  );
}
