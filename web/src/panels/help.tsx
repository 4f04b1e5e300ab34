// The help: what one is looking at, what the colors mean, how to count, and all keys.

import { useEffect, useRef } from "preact/hooks";
import { openHelp } from "../actions.ts";
import { addKeys, allKeys } from "../keys.ts";
import { formatCount } from "../numbers/format.ts";
import { helpOpen, layers, network } from "../store.ts";
import { WORDS } from "../words/help.ts";

export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (helpOpen.value && dialog.current?.open === false) dialog.current.showModal();
    if (!helpOpen.value) dialog.current?.close();
  }, [helpOpen.value]);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onKeyDown={(event) => event.stopPropagation()} onClose={() => openHelp(false)}
      onClick={(event) => event.target === dialog.current && openHelp(false)}>
      {helpOpen.value && <Content />}
    </dialog>
  );
}

function Content() {
  return (
    <div class="help-content">
      <header>
        <h2 id="help-title">{WORDS.title}</h2>
        <button type="button" onClick={() => openHelp(false)}>{WORDS.close}</button>
      </header>
      <div class="help-columns">
        <div>
          {WORDS.story.map((sentence) => <p key={sentence}>{sentence}</p>)}
          <h3>{WORDS.dials}</h3>
          <Dials />
          <h3>{WORDS.counting}</h3>
          <p>{WORDS.countingText}</p>
        </div>
        <div>
          <h3>{WORDS.colors}</h3>
          <ul class="help-colors">
            {WORDS.colorList.map(([name, meaning]) => <li key={name}><span class={`chip ${name}`} aria-hidden="true" />{meaning}</li>)}
          </ul>
          <h3>{WORDS.keys}</h3>
          <p class="small quiet">{WORDS.keysHelp}</p>
          <table class="help-keys">
            <tbody>
              {allKeys().map(({ key, does }) => <tr key={key}><th scope="row"><kbd>{keyName(key)}</kbd></th><td>{does}</td></tr>)}
            </tbody>
          </table>
        </div>
      </div>
    </div>
  );
}

/** S11: 784 x 16 + 16 weights and biases, layer by layer. */
function Dials() {
  const parts = layers.value.map(({ n_inputs, n_neurons }) => `${formatCount(n_inputs)} \u00d7 ${formatCount(n_neurons)} + ${formatCount(n_neurons)}`);
  return <p>{WORDS.dialsOf(parts.join(" + "), formatCount(network.value?.n_parameters ?? 0))}</p>;
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  " ": "Space", ArrowLeft: "\u2190", ArrowRight: "\u2192", ArrowUp: "\u2191", ArrowDown: "\u2193",
};

function keyName(key: string): string {
  return key.split("+").map((part) => KEY_NAMES[part] ?? part).join(" + ") || "+";
}

addKeys([{ key: "?", does: WORDS.openHelp, run: () => openHelp(true) }]);
