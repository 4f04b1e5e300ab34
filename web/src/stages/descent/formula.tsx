// Where a formula is typed: examples beside it, and below it in one sentence what is wrong with it.

import { WORDS } from "../../words/descent.ts";
import { type Example, type Hill, rewind, useExample } from "./state.ts";

interface FormulaFieldProps {
  readonly on: Hill;
  readonly kind: "line" | "plane";
  readonly examples: readonly Example[];
  readonly problem: string;
  /** The formula that is still shown, where the typed one has a problem. */
  readonly shown: string | undefined;
}

const LONGEST_REACH = 1000;

export function FormulaField({ on, kind, examples, problem, shown }: FormulaFieldProps) {
  const isBad = problem !== "";
  return (
    <div class="descent-formula">
      <label class="formula-typed"><span class="mono">{WORDS.formula[kind]}</span>
        <input type="text" class="mono" value={on.formula.value} spellcheck={false} autocomplete="off" autocapitalize="off" maxLength={300} title={WORDS.formulaHint}
          aria-invalid={isBad} aria-describedby="formula-problem" onInput={(event) => { on.formula.value = event.currentTarget.value; rewind(on); }} />
      </label>
      <select aria-label={WORDS.examples} value="" onChange={(event) => { const found = examples[Number(event.currentTarget.value)]; if (found !== undefined) useExample(on, found); event.currentTarget.value = ""; }}>
        <option value="">{WORDS.choose}</option>
        {examples.map(({ formula }, k) => <option key={formula} value={String(k)}>{formula}</option>)}
      </select>
      <label class="small reach-typed">{WORDS.reach}
        <input type="number" min="0.01" max={LONGEST_REACH} step="any" value={on.reach.value}
          onInput={(event) => { const reach = event.currentTarget.valueAsNumber; if (reach >= 0.01 && reach <= LONGEST_REACH) on.reach.value = reach; }} />
      </label>
      <p id="formula-problem" class="small formula-problem" role="status">{isBad ? <span class="formula-words"><span class="wrong">{sentence(problem)}</span> {shown !== undefined && <span class="quiet">{WORDS.keptCurve(shown)}</span>}</span> : <span class="quiet">{WORDS.hint[kind]}</span>}</p>
    </div>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
