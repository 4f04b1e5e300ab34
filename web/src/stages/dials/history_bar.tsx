// How many dials are turned, comparing with the original, saving under a name. Undo and redo are in the bar on top.

import { useComputed } from "@preact/signals";
import { useRef, useState } from "preact/hooks";
import { compare, keepNetwork, turnedDials } from "../../actions.ts";
import { comparing, dials, network } from "../../store.ts";
import { WORDS } from "../../words/dials.ts";

export function HistoryBar() {
  const nTurned = useComputed(() => (dials.value === network.value?.dials ? 0 : turnedDials().length)).value;
  return (
    <div class="history-bar">
      <span class="small quiet turned-count">{WORDS.nTurned(nTurned)}</span>
      <Compare />
      <Keep />
    </div>
  );
}

/** Held by pointer or key, the dials show as they were. */
function Compare() {
  const hold = () => compare(true), release = () => compare(false);
  return (
    <button type="button" aria-pressed={comparing.value} title={WORDS.compareTitle} onPointerDown={hold} onPointerUp={release}
      onPointerLeave={release} onPointerCancel={release} onBlur={release}
      onKeyDown={(event) => { if (event.key === " " || event.key === "Enter") { event.preventDefault(); hold(); } }}
      onKeyUp={release}>{WORDS.compare}</button>
  );
}

function Keep() {
  const [name, setName] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setName(null);
    button.current?.focus();
  };
  if (name === null) return <button ref={button} type="button" onClick={() => setName("")}>{WORDS.keep}</button>;
  return (
    <form class="keep" onSubmit={(event) => {
      event.preventDefault();
      void keepNetwork(name.trim()).then((isKept) => isKept && close());
    }}>
      <input ref={(field) => { if (field !== null && name === "") field.focus(); }} type="text" maxLength={40} required aria-label={WORDS.keepName} placeholder={WORDS.keepName} value={name}
        onInput={(event) => setName(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === "Escape") close(); }} />
      <button type="submit" class="primary" disabled={name.trim() === ""}>{WORDS.keepDo}</button>
      <button type="button" onClick={close}>{WORDS.keepCancel}</button>
    </form>
  );
}
