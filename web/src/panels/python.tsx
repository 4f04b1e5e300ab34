// The strip at the foot: what just happened, and the Python that computes what is shown.

import { useEffect, useState } from "preact/hooks";
import { openPython, showPythonOf, stopPointing, tell } from "../actions.ts";
import { imageAsked } from "../asked.ts";
import { addKeys } from "../keys.ts";
import type { PythonAsk } from "../messages.ts";
import { connection, image, network, pythonDetails, pythonOpen, pythonPanel, reading, score, selection } from "../store.ts";
import { WORDS } from "../words/python.ts";
import { useAnswer } from "./inspector/asks.ts";
import { Message } from "./notice.tsx";

/** Panels whose Python needs no more than the image and a neuron. */
const ALWAYS = [
  "answer", "forward", "neuron", "contributions", "weights", "matrix", "score", "dials", "extremes", "never-trained",
] as const satisfies readonly PythonAsk["panel"][];
/** How long everything has to rest before the lines are asked again, in milliseconds. */
const REST = 250;

export function Python() {
  const isOpen = pythonOpen.value;
  return (
    <section class="python" aria-label={WORDS.title} onPointerEnter={stopPointing} onFocusCapture={stopPointing}>
      <div class="python-head">
        <Message />
        <button type="button" class="python-open" aria-expanded={isOpen} aria-controls="python-code" onClick={() => openPython(!isOpen)}>
          <code aria-hidden="true">&gt;&gt;&gt;</code> {isOpen ? WORDS.close : WORDS.open}
        </button>
      </div>
      {isOpen && <Code />}
    </section>
  );
}

function Code() {
  const panel = pythonPanel.value, place = selection.value;
  const [layer, neuron] = place.kind === "pixel" ? [1, 0] : [place.layer, place.neuron];
  const { n_terms } = reading.value, details = pythonDetails.value;
  const about = `${network.value?.name} ${panel} ${layer} ${neuron}`;
  const answer = useAnswer(
    () => ({ kind: "python", panel, image: imageAsked(image.value), layer, neuron, n_terms, ...details }),
    about, [image.value, score.value, n_terms, details], REST,
  );
  const [time, setTime] = useState("");
  useEffect(() => setTime(new Date().toLocaleTimeString()), [answer]);
  const code = answer?.code ?? null;
  return (
    <div class="python-body" id="python-code">
      <div class="python-tools">
        <select aria-label={WORDS.panel} value={panel} onChange={(event) => showPythonOf(event.currentTarget.value as PythonAsk["panel"])}>
          {[...new Set([...ALWAYS, panel])].map((name) => <option key={name} value={name}>{WORDS.panels[name]}</option>)}
        </select>
        <button type="button" disabled={code === null} onClick={() => void copy(code ?? "")}>{WORDS.copy}</button>
        <span class="small quiet">{code === null ? "" : WORDS.written(time)}</span>
      </div>
      <pre tabIndex={0} role="region" aria-label={WORDS.code}><code>{code ?? (connection.value === "open" ? WORDS.asking : WORDS.lost)}</code></pre>
    </div>
  );
}

async function copy(code: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(code);
    tell(WORDS.copied);
  } catch {
    tell(WORDS.notCopied, true);
  }
}

addKeys([{ key: "y", does: WORDS.key, run: () => openPython(!pythonOpen.value) }]);
