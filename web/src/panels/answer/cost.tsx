// The cost C of this image, where its true digit is known; on demand as the sum of ten squares.

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { addingUp, formatFixed, formatShort } from "../../numbers/format.ts";
import * as store from "../../store.ts";
import { WORDS } from "../../words/answer.ts";
import { Num } from "../number.tsx";

const DECIMALS = 4;
/** In the sum, where the small squares are to be seen. */
const FINE = 6;

export function CostOfImage() {
  const isOpen = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { origin } = store.image.value, outputs = store.outputs.value;
  if (origin.kind !== "test") return <p class="small quiet answer-cost">{WORDS.noTruth}</p>;
  const isSquared = store.network.value?.cost !== "cross-entropy";
  const terms = termsOf(outputs, origin.label, isSquared);
  const cost = terms.reduce((sum, term) => sum + term, 0);
  const digit = store.hello.value?.class_names[origin.label] ?? String(origin.label);
  const isRight = store.answer.value === origin.label;
  const close = () => { isOpen.value = false; opener.current?.focus(); };
  return (
    <div class="small answer-cost">
      <span class={isRight ? "" : "wrong"}>{isRight ? "✓" : "✗"} {WORDS.ofDigit(digit, isRight)}</span>
      <span> · {WORDS.cost} = <Num value={cost} text={formatFixed(cost, DECIMALS)}
        name="cost of this image"
        meaning={isSquared ? WORDS.meaning.cost : WORDS.meaning.logCost} formula={isSquared ? "C = Σ (aₖ − yₖ)²" : "C = −ln a_y"} /></span>
      <button ref={opener} type="button" class="link" aria-expanded={isOpen.value} onClick={() => { isOpen.value = !isOpen.value; }}>{WORDS.showSum}</button>
      {isOpen.value && <Sum terms={terms} label={origin.label} digit={digit} isSquared={isSquared} cost={cost} onClose={close} />}
    </div>
  );
}

/** The squares, one for each output; for cross-entropy the one logarithm. */
function termsOf(outputs: Float64Array, label: number, isSquared: boolean): number[] {
  if (!isSquared) return [...outputs].map((a, k) => (k === label ? -Math.log(Math.max(a, Number.MIN_VALUE)) : 0));
  return [...outputs].map((a, k) => (a - (k === label ? 1 : 0)) ** 2);
}

interface SumProps {
  readonly terms: readonly number[];
  readonly label: number;
  readonly digit: string;
  readonly isSquared: boolean;
  readonly cost: number;
  readonly onClose: () => void;
}

function Sum({ terms, label, digit, isSquared, cost, onClose }: SumProps) {
  const figures = addingUp(terms, FINE);
  const title = isSquared ? WORDS.costTitle(digit) : WORDS.costTitleLog(digit);
  const name = (k: number) => store.hello.value?.class_names[k] ?? String(k);
  return (
    <div class="cost-sum" role="dialog" aria-label={title} onKeyDown={(event) => { if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); onClose(); } }}>
      <header><h2>{title}</h2><button type="button" aria-label={WORDS.close} onClick={onClose} autofocus>×</button></header>
      <table>
        <thead><tr>{(isSquared ? WORDS.costHead : WORDS.costHeadLog).map((word) => <th key={word} scope="col">{word}</th>)}</tr></thead>
        <tbody>
          {terms.map((term, k) => (
            <tr key={k} class={k === label ? "own" : ""}>
              <th scope="row">{name(k)}</th>
              <td>{formatFixed(store.outputs.value[k] ?? 0, DECIMALS)}</td>
              <td>{k === label ? 1 : 0}</td>
              <td><Num value={term} text={formatFixed(figures[k] ?? term, FINE)}
                name={`part of output ${name(k)}`} formula={isSquared ? `(${formatShort(store.outputs.value[k] ?? 0)} − ${k === label ? 1 : 0})²` : "−ln a"} /></td>
            </tr>
          ))}
        </tbody>
        <tfoot><tr><th scope="row" colSpan={3}>{WORDS.total}</th><td>{formatFixed(cost, FINE)}</td></tr></tfoot>
      </table>
    </div>
  );
}
