// Challenges: what to try by hand, with a score that follows every turn of a dial.

import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { ask, goTo, pointAt, select, showImage, viewDials, zoomTo } from "../actions.ts";
import type { Challenge, Task } from "../messages.ts";
import { neuronName } from "../panels/inspector/names.ts";
import { Waits } from "../panels/waits.tsx";
import { type DialsView, connection, layers, score, selection } from "../store.ts";
import { WORDS } from "../words/challenges.ts";
import { Go } from "./dials/turning.ts";
import { HistoryBar } from "./dials/history_bar.tsx";

const tasks = signal<readonly Task[] | null>(null);
const PAUSE = 120;
/** Where each is done, and whether it is about one neuron of the first layer. */
const PLACES: Readonly<Record<string, readonly [view: DialsView, isOneNeuron: boolean]>> = {
  "edge-detector": ["paint", true],
  "zero-or-one": ["paint", true],
  "smaller-network": ["neurons", false],
};

export function ChallengesStage() {
  const [isLost, setLost] = useState(false);
  const fetch = () => {
    setLost(false);
    void ask({ kind: "challenges" }).then((answer) => {
      if (answer === null) setLost(true);
      else tasks.value = answer.tasks;
    });
  };
  useEffect(() => { if (tasks.value === null && connection.value === "open") fetch(); }, [connection.value]);
  return (
    <div class="challenges">
      <header class="challenges-head"><h2 class="large">{WORDS.title}</h2><HistoryBar /></header>
      <p class="quiet">{WORDS.intro}</p>
      {tasks.value === null
        ? isLost && connection.value === "open" ? <p class="quiet" role="status">{WORDS.lost} <button type="button" onClick={fetch}>{WORDS.again}</button></p> : <Waits words={WORDS.loading} />
        : <ol class="tasks">{tasks.value.map((task) => <TaskCard key={task.name} task={task} />)}</ol>}
    </div>
  );
}

function TaskCard({ task }: { readonly task: Task }) {
  const place = meant(), verdict = useVerdict(task.name, place);
  const [, isOneNeuron] = PLACES[task.name] ?? ["wall", false];
  const name = neuronName(place.layer, place.neuron);
  return (
    <li class={verdict?.solved === true ? "task is-solved" : "task"} onPointerEnter={() => pointAt("challenge", () => ({ challenge: task.name }))}
      onFocusCapture={() => pointAt("challenge", () => ({ challenge: task.name }))}>
      <div class="task-head">
        <h3>{task.title}</h3>
        <span class="task-state small">{verdict === null ? "" : verdict.solved ? `\u2713 ${WORDS.solved}` : WORDS.open}</span>
      </div>
      <p class="task-text">{task.task}</p>
      <div class="task-score">
        <progress max={1} value={verdict?.score ?? 0} aria-label={WORDS.score(task.title)} />
        <output class="task-percent">{verdict === null ? "\u2007" : WORDS.percent(verdict.score)}</output>
      </div>
      <p class="small quiet task-sentence" aria-live="polite">{verdict?.sentence ?? "\u00a0"}{isOneNeuron && ` ${WORDS.judged(name)}`}</p>
      <div class="task-deeds">
        <button type="button" aria-label={WORDS.beginTitle(task.title)} onClick={() => void begin(task.name, verdict)}>{WORDS.begin}</button>
        {isOneNeuron && place.layer === 1 && (
          <button type="button" onClick={() => { empty(place.neuron, name); void begin(task.name, verdict); }}>{WORDS.clear}</button>
        )}
      </div>
    </li>
  );
}

interface NeuronPlace {
  readonly layer: number;
  readonly neuron: number;
}

/** The selected neuron, or that of the selected dial. */
function meant(): NeuronPlace {
  const place = selection.value;
  return place.kind === "pixel" ? { layer: 1, neuron: 0 } : { layer: place.layer, neuron: place.neuron };
}

/** The library's verdict; asked again when a dial was turned or another neuron is selected. */
function useVerdict(name: string, { layer, neuron }: NeuronPlace): Challenge | null {
  const [verdict, setVerdict] = useState<Challenge | null>(null);
  const revision = score.value;
  useEffect(() => {
    if (revision === null) return;
    let isLate = false;
    const timer = setTimeout(() => void ask({ kind: "challenge", name, layer, neuron }).then((answer) => {
      if (answer !== null && !isLate) setVerdict(answer);
    }), PAUSE);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [name, layer, neuron, revision]);
  return verdict;
}

/** Go to where a challenge is done; where it is about an image, show that. */
async function begin(name: string, verdict: Challenge | null): Promise<void> {
  const [view, isOneNeuron] = PLACES[name] ?? ["wall", false];
  const { layer, neuron } = meant();
  if (isOneNeuron) select({ kind: "neuron", layer: 1, neuron: layer === 1 ? neuron : 0 });
  const index = Number(/[Tt]est image (\d+)/.exec(verdict?.sentence ?? "")?.[1] ?? Number.NaN);
  const image = Number.isNaN(index) ? null : await ask({ kind: "test-image", index });
  if (image !== null) showImage(image.pixels, { kind: "test", index, label: image.label });
  zoomTo(0);
  viewDials(view);
  goTo("dials");
}

function empty(neuron: number, name: string): void {
  const layer = layers.value[0];
  if (layer === undefined) return;
  const indices = Array.from({ length: layer.n_inputs }, (_, from) => layer.weights_at + neuron * layer.n_inputs + from);
  indices.push(layer.biases_at + neuron);
  new Go().turn(indices, indices.map(() => 0), WORDS.cleared(name));
}
