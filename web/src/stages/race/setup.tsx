// The runners of a race: presets, and a row of fields for each.

import { hello } from "../../store.ts";
import { WORDS as BAR } from "../../words/bar.ts";
import { WORDS } from "../../words/race.ts";
import { type Common, type Draft, MOST_RUNNERS, PRESETS, complaintOf } from "./drafts.ts";
import { add, change, common, drafts, isStarting, race, remove, setRunners, share, startRace } from "./racing.ts";

const FEW = [1000, 10_000];
const OPTIMIZERS = ["descent", "momentum", "nesterov", "adam", "adamw"];
const FIELDS = ["rate", "batch", "hidden", "activation", "optimizer", "start"] as const satisfies readonly (keyof Draft)[];
const CHOICES: Partial<Record<keyof Draft, readonly string[]>> = { activation: BAR.choices.activation, optimizer: OPTIMIZERS, start: BAR.choices.start };

export function Setup() {
  const wrong = complaintOf(drafts.value, common.value), all = hello.value?.n_train ?? 60_000;
  const images = [...FEW.filter((n) => n < all), all].map(String);
  if (!images.includes(common.value.images)) share({ images: images.at(-1) ?? "1" });
  return (
    <form class="race-setup" aria-label={WORDS.runners} noValidate onSubmit={(event) => { event.preventDefault(); if (wrong === null) void startRace(); }}>
      <p>{WORDS.about}</p>
      <div class="choice race-presets" role="group" aria-label={WORDS.presets}>
        <span class="small quiet">{WORDS.presets}</span>
        {(Object.keys(PRESETS) as (keyof typeof PRESETS)[]).map((name) => (
          <button key={name} type="button" aria-pressed={isSame(PRESETS[name], drafts.value)} onClick={() => { drafts.value = PRESETS[name]; }}>{WORDS.presetNames[name]}</button>
        ))}
      </div>
      <div class="race-common">
        <label class="bar-field" title={WORDS.costHint}>{WORDS.cost}
          <select value={common.value.cost} onChange={(event) => share({ cost: event.currentTarget.value as Common["cost"] })}>
            {Object.entries(WORDS.costs).map(([name, words]) => <option key={name} value={name}>{words}</option>)}
          </select>
        </label>
        <Choice label={WORDS.images} value={common.value.images} choices={images} take={(value) => share({ images: value })} />
        <Amount label={WORDS.epochs} value={common.value.epochs} isWrong={wrong?.field === "epochs"} take={(value) => share({ epochs: value })} />
        <Choice label={WORDS.nSeeds} value={common.value.n_seeds} choices={["1", "2", "3", "4", "5"]} take={(value) => share({ n_seeds: value })} />
        <Amount label={WORDS.seed} value={common.value.seed} isWrong={wrong?.field === "seed"} take={(value) => share({ seed: value })} />
        <button type="submit" class="primary" disabled={wrong !== null || isStarting.value}>{isStarting.value ? WORDS.starting : WORDS.begin}</button>
      </div>
      <p class="small wrong race-complaint" role="status">{wrong?.sentence ?? ""}</p>
      <div class="race-scroll" role="region" aria-label={WORDS.runners} tabIndex={0}>
        <table class="race-runners">
          <thead><tr><td />{WORDS.columns.map((name) => <th key={name} scope="col">{name}</th>)}<td /></tr></thead>
          <tbody>{drafts.value.map((draft, place) => <Row key={place} draft={draft} place={place} wrong={wrong?.runner === place ? wrong.field : ""} />)}</tbody>
        </table>
      </div>
      <div class="setting-end">
        <button type="button" disabled={drafts.value.length >= MOST_RUNNERS} onClick={add}>{WORDS.add}</button>
        {race.value !== null && <button type="button" onClick={() => setRunners(false)}>{WORDS.back}</button>}
        <span class="small quiet race-most">{drafts.value.length >= MOST_RUNNERS ? WORDS.most : ""}</span>
      </div>
    </form>
  );
}

interface RowProps {
  readonly draft: Draft;
  readonly place: number;
  readonly wrong: string;
}

function Row({ draft, place, wrong }: RowProps) {
  return (
    <tr>
      <th scope="row" class="small quiet">{place + 1}</th>
      {FIELDS.map((field, k) => {
        const label = WORDS.fieldOf(WORDS.columns[k] ?? "", place), choices = CHOICES[field];
        const take = (value: string) => change(place, { [field]: value });
        return (
          <td key={field} class={`race-${field}`}>
            {choices === undefined
              ? <input type="text" inputMode={field === "batch" ? "numeric" : field === "hidden" ? "text" : "decimal"} aria-label={label} aria-invalid={wrong === field} value={draft[field]} onInput={(event) => take(event.currentTarget.value)} />
              : <select aria-label={label} value={draft[field]} onChange={(event) => take(event.currentTarget.value)}>{choices.map((name) => <option key={name}>{name}</option>)}</select>}
          </td>
        );
      })}
      <td><button type="button" class="race-remove" aria-label={WORDS.remove(place)} title={WORDS.remove(place)} onClick={() => remove(place)}>{"\u00d7"}</button></td>
    </tr>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly take: (value: string) => void;
}

export function Choice({ label, value, choices, take }: FieldProps & { readonly choices: readonly string[] }) {
  return (
    <label class="bar-field">{label}
      <select value={value} onChange={(event) => take(event.currentTarget.value)}>
        {choices.map((name) => <option key={name} value={name}>{Number(name).toLocaleString("en-US")}</option>)}
      </select>
    </label>
  );
}

export function Amount({ label, value, isWrong, take }: FieldProps & { readonly isWrong: boolean }) {
  return <label class="bar-field">{label}<input type="text" inputMode="decimal" aria-invalid={isWrong} value={value} onInput={(event) => take(event.currentTarget.value)} /></label>;
}

function isSame(one: readonly Draft[], other: readonly Draft[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
