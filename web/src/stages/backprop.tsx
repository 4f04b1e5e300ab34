// Backpropagation of the image on the page, one idea after the other, every number of it to be asked.

import type { ComponentChildren } from "preact";
import { neuronName } from "../panels/inspector/names.ts";
import * as store from "../store.ts";
import { WORDS } from "../words/backprop.ts";
import { ChainLine, ChainStep } from "./backprop/chain.tsx";
import { Diagram } from "./backprop/diagram.tsx";
import { Examples } from "./backprop/examples.tsx";
import { useLatest } from "./backprop/latest.ts";
import { type Step, chosen, go, goToStep, isAtEnd, isLabeled, label, moment, moments, say } from "./backprop/moments.ts";
import { layerName } from "./backprop/parts.tsx";
import { Passed } from "./backprop/passed.tsx";
import { PictureStep } from "./backprop/picture.tsx";
import { Ways } from "./backprop/ways.tsx";
import { WishesOfOutputs } from "./backprop/wishes.tsx";

export function BackpropStage() {
  const { step, layer } = moment.value, at = chosen.value, pixels = [...store.image.value.pixels];
  const told = useLatest({ kind: "backprop", pixels, label: label.value });
  const written = useLatest({ kind: "backprop-chain", pixels, label: label.value, ...at });
  const passed = useLatest(step === 2 ? { kind: "passed-back", pixels, label: label.value, layer } : null);
  const answer = told.answer, chain = written.answer;
  const isBusy = answer === null || told.isStale || written.isStale;
  return (
    <div class="backprop" aria-busy={isBusy}>
      <Head />
      <Steps />
      {answer === null || chain === null
        ? <p class="quiet" role="status">{told.isFailed || written.isFailed ? WORDS.failed : store.connection.value === "open" ? WORDS.asking : WORDS.lost}</p>
        : (
          <>
            <p class="backprop-says" role="status">{says(step, chain.delta)}</p>
            {step === 5 ? <Examples at={at} /> : (
              <div class="backprop-body">
                <Diagram told={answer} chain={chain} passed={passed.answer} />
                {step === 2 ? <Waiting for={passed.answer}>{passed.answer !== null && <Passed passed={passed.answer} told={answer} />}</Waiting> : <div class="backprop-panel">
                  {step === 0 && <WishesOfOutputs told={answer} />}
                  {step === 1 && <Ways chain={chain} />}
                  {step === 3 && <ChainStep chain={chain} />}
                  {step === 4 && <PictureStep chain={chain} told={answer} />}
                </div>}
                {step < 3 && <ChainLine chain={chain} />}
              </div>
            )}
          </>
        )}
    </div>
  );
}

function Waiting(props: { readonly for: unknown; readonly children: ComponentChildren }) {
  return props.for === null ? <p class="quiet" role="status">{WORDS.asking}</p> : <>{props.children}</>;
}

function says(step: Step, delta: number): string {
  const { layer, neuron } = chosen.value, name = neuronName(layer, neuron), to = moment.value.layer;
  switch (step) {
    case 0: return WORDS.says.wishes(store.hello.value?.class_names[label.value] ?? String(label.value));
    case 1: return WORDS.says.ways(name.slice(0, 1).toUpperCase() + name.slice(1), -delta);
    case 2: return WORDS.says.passed(layerName(to), `${store.layers.value[to]?.n_neurons ?? 0} neurons of ${layerName(to + 1)}`.replace("neurons of outputs", "outputs"));
    case 3: return WORDS.says.chain(name);
    case 4: return WORDS.says.picture(name);
    case 5: return WORDS.says.examples;
  }
}

function Head() {
  const names = store.hello.value?.class_names ?? [];
  return (
    <header class="digits-head backprop-head">
      <h2 class="large">{WORDS.title}</h2>
      <label class="small neuron-choice" title={WORDS.targetTitle}>{isLabeled.value ? WORDS.target : WORDS.targetGuess} <select value={String(label.value)} onChange={(event) => say(Number(event.currentTarget.value))}>
        {names.map((name, k) => <option key={name} value={String(k)}>{name}</option>)}
      </select></label>
      <div class="backprop-arrows" role="group" aria-label={WORDS.arrows}>
        <button type="button" aria-label={WORDS.back} title={`${WORDS.back} (j)`} disabled={isAtEnd(-1)} onClick={() => go(-1)}>‹</button>
        <button type="button" class="primary" aria-label={WORDS.next} title={`${WORDS.next} (l)`} disabled={isAtEnd(1)} onClick={() => go(1)}>›</button>
      </div>
    </header>
  );
}

function Steps() {
  const { step, layer } = moment.value;
  return (
    <div class="backprop-steps" role="group" aria-label={WORDS.stepsGroup}>
      {WORDS.steps.map((name, k) => {
        const isThere = moments.value.some((each) => each.step === k), isHere = step === k;
        return <button key={name} type="button" disabled={!isThere} aria-current={isHere ? "step" : undefined} title={isThere ? undefined : WORDS.noHidden}
          onClick={() => goToStep(k as Step)}><span class="step-number">{k + 1}</span> {name}{isHere && k === 2 && moments.value.length > 6 ? <span class="hidden-visually"> {layerName(layer)}</span> : null}</button>;
      })}
    </div>
  );
}
