// How to train: a recipe, and everything in it that can be chosen otherwise.

import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask } from "../../actions.ts";
import type { RecipeChoice, Recipes } from "../../messages.ts";
import { DataChoice } from "../../panels/data_choice.tsx";
import { Waits } from "../../panels/waits.tsx";
import { connection, hello, network } from "../../store.ts";
import { chooseSettings, control, isStarting, run, startTraining } from "../../training.ts";
import { WORDS as BAR } from "../../words/bar.ts";
import { WORDS } from "../../words/train.ts";

const LARGEST = 512, MOST = 8;
const FEW = [100, 1000, 10_000];

export function Settings() {
  const known = useSignal<Recipes | null>(null);
  const isOpen = connection.value === "open";
  useEffect(() => { if (isOpen && known.value === null) void ask({ kind: "recipes" }).then((answer) => { known.value = answer; }); }, [isOpen]);
  return known.value === null ? <div class="train"><Waits /></div> : <Form known={known.value} />;
}

function Form({ known }: { readonly known: Recipes }) {
  const first = known.recipes[0] as RecipeChoice, all = hello.value?.n_train ?? 60_000;
  const chosen = {
    recipe: useSignal(first.name), network: useSignal("fresh"), hidden: useSignal(""), activation: useSignal(""), output: useSignal(""), cost: useSignal(""), start: useSignal(""),
    optimizer: useSignal(""), schedule: useSignal(""), rate: useSignal(""), batch: useSignal(""), epochs: useSignal(""), images: useSignal(String(all)), shuffled: useSignal("0"), augmentation: useSignal(""), seed: useSignal("0"),
  };
  const fill = (recipe: RecipeChoice) => {
    chosen.recipe.value = recipe.name;
    chosen.hidden.value = recipe.hidden.join("-");
    for (const name of ["activation", "output", "cost", "start", "optimizer", "schedule"] as const) chosen[name].value = recipe[name];
    chosen.rate.value = String(recipe.learning_rate);
    chosen.batch.value = String(recipe.batch_size);
    chosen.epochs.value = String(recipe.epochs);
    chosen.augmentation.value = recipe.augmentation;
  };
  if (chosen.hidden.value === "" && chosen.rate.value === "") fill(first);
  const sizes = sizesOf(chosen.hidden.value), isFresh = chosen.network.value === "fresh";
  const clash = isFresh && chosen.cost.value === "cross-entropy" && !["sigmoid", "softmax"].includes(chosen.output.value);
  const complaint = isFresh && sizes === null ? WORDS.badSizes : clash ? WORDS.notBoth : "";
  const begin = async () => {
    if (complaint !== "" || sizes === null) return;
    const { activation, output, cost, start, seed } = chosen;
    const random = { kind: "random", hidden: sizes, activation: activation.value, output: output.value, cost: cost.value, start: start.value, seed: Number(seed.value), for_training: true } as const;
    const isThere = await startTraining(isFresh ? random : null, {
      kind: "train-start", recipe: chosen.recipe.value, epochs: Number(chosen.epochs.value), batch_size: Number(chosen.batch.value), learning_rate: Number(chosen.rate.value),
      optimizer: chosen.optimizer.value, schedule: chosen.schedule.value, augmentation: chosen.augmentation.value, n_train: Number(chosen.images.value), shuffled: Number(chosen.shuffled.value), seed: Number(seed.value),
    });
    if (isThere) void control("play");
  };
  const recipe = known.recipes.find(({ name }) => name === chosen.recipe.value) ?? first;
  return (
    <form class="train train-settings" aria-label={WORDS.choose} onSubmit={(event) => { event.preventDefault(); void begin(); }}>
      <h2 class="large">{WORDS.choose}</h2>
      <p>{WORDS.about}</p>
      <div class="setting-fields">
        <label class="bar-field wide">{WORDS.recipe}
          <select id="train-recipe" value={chosen.recipe.value} onChange={(event) => fill(known.recipes.find(({ name }) => name === event.currentTarget.value) ?? first)}>
            {known.recipes.map(({ name }) => <option key={name}>{name}</option>)}
          </select>
        </label>
        <p class="small quiet wide recipe-summary">{recipe.summary}</p>
        <DataChoice />
        <Choice label={WORDS.network} value={chosen.network} choices={[["fresh", WORDS.fresh], ["own", `${WORDS.own}: ${network.value?.name ?? ""}`]]} />
        <label class="bar-field">{WORDS.hidden}<input id="train-hidden" type="text" inputMode="numeric" disabled={!isFresh} value={chosen.hidden.value} aria-invalid={isFresh && sizes === null} onInput={(event) => { chosen.hidden.value = event.currentTarget.value; }} /></label>
        {(["activation", "output", "cost", "start"] as const).map((name) => <Choice key={name} label={WORDS[name]} value={chosen[name]} choices={plain(BAR.choices[name])} isOff={!isFresh} />)}
        <Choice label={WORDS.optimizer} value={chosen.optimizer} choices={plain(known.optimizers)} />
        <Choice label={WORDS.schedule} value={chosen.schedule} choices={plain(known.schedules)} />
        <Amount label={WORDS.learningRate} value={chosen.rate} min={0} max={1e6} />
        <Amount label={WORDS.batchSize} value={chosen.batch} min={1} max={all} isWhole />
        <Amount label={WORDS.epochs} value={chosen.epochs} min={1} max={1000} isWhole />
        <Choice id="train-images" label={WORDS.nTrain} value={chosen.images} choices={plain([...FEW.filter((n) => n < all), all].map(String))} />
        <Choice id="train-labels" label={WORDS.labels} value={chosen.shuffled} choices={WORDS.shares} />
        <Choice label={WORDS.augmentation} value={chosen.augmentation} choices={known.augmentations.map((name) => [name, WORDS.augmentations[name] ?? name] as const)} />
        <Amount label={WORDS.seed} value={chosen.seed} min={0} max={4294967295} isWhole />
        <p class="small quiet setting-data">{WORDS.otherData}</p>
      </div>
      <div class="setting-end">
        <button type="submit" class="primary" disabled={complaint !== "" || isStarting.value}>{isStarting.value ? WORDS.starting : WORDS.begin}</button>
        {run.value !== null && <button type="button" onClick={() => chooseSettings(false)}>{WORDS.cancel}</button>}
        <p class="small wrong dialog-complaint" role="status">{complaint}</p>
      </div>
    </form>
  );
}

const plain = (names: readonly string[]) => names.map((name) => [name, name] as const);

interface ChoiceProps {
  readonly label: string;
  readonly value: Signal<string>;
  readonly choices: readonly (readonly [string, string])[];
  readonly isOff?: boolean;
  readonly id?: string;
}

function Choice({ label, value, choices, isOff = false, id }: ChoiceProps) {
  return (
    <label class="bar-field">{label}
      <select id={id} value={value.value} disabled={isOff} onChange={(event) => { value.value = event.currentTarget.value; }}>
        {choices.map(([name, words]) => <option key={name} value={name}>{words}</option>)}
      </select>
    </label>
  );
}

interface AmountProps {
  readonly label: string;
  readonly value: Signal<string>;
  readonly min: number;
  readonly max: number;
  readonly isWhole?: boolean;
}

function Amount({ label, value, min, max, isWhole = false }: AmountProps) {
  return (
    <label class="bar-field">{label}
      <input type="number" required min={min} max={max} step={isWhole ? "1" : "any"} value={value.value} onInput={(event) => { value.value = event.currentTarget.value; }} />
    </label>
  );
}

/** The sizes that a text names; none for an empty one, null for a bad one. */
function sizesOf(text: string): number[] | null {
  if (text.trim() === "") return [];
  const sizes = text.trim().split(/\s*[-,\s]\s*/).map(Number);
  return sizes.length <= MOST && sizes.every((size) => Number.isInteger(size) && size >= 1 && size <= LARGEST) ? sizes : null;
}
