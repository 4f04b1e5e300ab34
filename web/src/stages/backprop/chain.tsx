// Step 4: the chain rule in numbers, for a neuron and one of its weights: every factor, and their product.

import type { ComponentChildren } from "preact";
import { pointAt, select } from "../../actions.ts";
import type { BackpropChain } from "../../messages.ts";
import { formatShort } from "../../numbers/format.ts";
import { neuronName, sourceName } from "../../panels/inspector/names.ts";
import { Num, inFull } from "../../panels/number.tsx";
import * as store from "../../store.ts";
import { WORDS } from "../../words/backprop.ts";
import { goToStep, label } from "./moments.ts";
import { NeuronChoice, layerName, tone } from "./parts.tsx";

interface Link {
  readonly name: string;
  readonly value: number;
  readonly meaning: string;
}

interface Props {
  readonly chain: BackpropChain;
}

/** The weight that is selected, by its other end; else the one with the steepest slope. */
export function weightOf(chain: BackpropChain): number {
  const place = store.selection.value;
  if (place.kind === "weight" && place.layer === chain.layer && place.neuron === chain.neuron) return place.from;
  return chain.slopes.reduce((best, slope, i) => (Math.abs(slope) > Math.abs(chain.slopes[best] ?? 0) ? i : best), 0);
}

export function ChainStep({ chain }: Props) {
  const { layer, neuron } = chain, name = neuronName(layer, neuron), from = weightOf(chain);
  const own = links(chain), weight = [...own, linkOf("activation", chain.before[from] ?? 0)];
  const slope = chain.slopes[from] ?? 0, product = productOf(weight);
  const point = () => pointAt("chain", () => ({ label: label.value, previous: store.selection.value.kind === "bias" ? null : from }));
  return (
    <div class="chain-step" onPointerEnter={point} onFocusCapture={point}>
      <h3><NeuronChoice layer={layer} neuron={neuron} says={WORDS.slopeOf("")} /></h3>
      <Product links={own} result={WORDS.results.z} value={chain.delta} meaning={WORDS.resultMeaning.z} name={WORDS.slopeOf(name)} />
      {chain.above.length > 0 && <Above chain={chain} />}
      <h3 class="with-choice">{WORDS.weightOf} <select aria-label={WORDS.weightOf} value={String(from)} onChange={(event) => select({ kind: "weight", layer, neuron, from: Number(event.currentTarget.value) })}>
        {chain.slopes.map((_, i) => <option key={i} value={String(i)}>{sourceName(layer, i)}</option>)}
      </select></h3>
      <Product links={weight} result={WORDS.results.w} value={product} meaning={WORDS.resultMeaning.w} name={WORDS.results.w} />
      <p class="small quiet">{product === slope ? WORDS.gradientSame : WORDS.gradientApart(inFull(slope))}</p>
      <details class="every-digit">
        <summary class="small">{WORDS.everyDigit}</summary>
        <Digits caption={`∂C/∂w, weight from ${sourceName(layer, from)} to ${name}`} links={weight} product={product} component={slope} />
        <Digits caption={`∂C/∂b, bias of ${name}`} links={own} product={productOf(own)} component={chain.bias_slope} />
      </details>
    </div>
  );
}

/** The factors of a neuron's dC/dz, as the page calls them. */
function links(chain: BackpropChain): Link[] {
  return chain.factors.map(({ name, value }) => linkOf(name, value, store.layers.value[chain.layer - 1]?.activation));
}

function linkOf(name: string, value: number, activation = "sigmoid"): Link {
  const [shown, meaning] = WORDS.factors[name] ?? [name, ""];
  return { name: name === "slope" ? WORDS.slopeName(activation) : shown, value, meaning };
}

/** From the first to the last, as the library multiplies. */
function productOf(factors: readonly Link[]): number {
  return factors.reduce((product, { value }) => product * value, 1);
}

interface ProductProps {
  readonly links: readonly Link[];
  readonly result: string;
  readonly value: number;
  readonly meaning: string;
  readonly name: string;
}

/** Factors side by side, each with its name above, and what they give. */
function Product({ links, result, value, meaning, name }: ProductProps) {
  return (
    <p class="chain-product">
      {links.map((link, k) => (
        <>
          {k > 0 && <span class="chain-sign">×</span>}
          <Factor key={k} name={link.name}><Num value={link.value} text={formatShort(link.value)} name={link.name} meaning={link.meaning} class={tone(link.value)} /></Factor>
        </>
      ))}
      <span class="chain-sign">=</span>
      <Factor name={result}><strong><Num value={value} text={formatShort(value)} name={name} meaning={meaning} class={tone(value)} /></strong></Factor>
    </p>
  );
}

function Factor({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return <span class="chain-factor"><span class="small quiet" aria-hidden="true">{name}</span>{children}</span>;
}

/** Where dC/da comes from: a line for each neuron above. */
function Above({ chain }: Props) {
  const { above, layer, neuron } = chain, up = layer + 1;
  const title = WORDS.sumTitle(`${above.length} ${up === store.layers.value.length ? "outputs" : `neurons of ${layerName(up)}`}`);
  return (
    <details class="above" open>
      <summary>{title}</summary>
      <div class="above-scroll" tabIndex={0} role="region" aria-label={title}>
        <table class="backprop-table above-table">
          <thead><tr>{WORDS.sumHead.map((word) => <th key={word} scope="col">{word}</th>)}</tr></thead>
          <tbody>
            {above.map((term) => (
              <tr key={term.neuron}>
                <th scope="row"><button type="button" class="link" onClick={() => select({ kind: "weight", layer: up, neuron: term.neuron, from: neuron })}>{neuronName(up, term.neuron)}</button></th>
                <td title={inFull(term.weight)}>{formatShort(term.weight)}</td><td title={inFull(term.delta)} class={tone(term.delta)}>{formatShort(term.delta)}</td>
                <td title={inFull(term.product)} class={tone(term.product)}>{formatShort(term.product)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot><tr><th scope="row" colSpan={3}>{WORDS.sumTotal}</th><td title={inFull(chain.pull ?? 0)}>{formatShort(chain.pull ?? 0)}</td></tr></tfoot>
        </table>
      </div>
    </details>
  );
}

interface DigitsProps {
  readonly caption: string;
  readonly links: readonly Link[];
  readonly product: number;
  readonly component: number;
}

function Digits({ caption, links, product, component }: DigitsProps) {
  return (
    <table class="backprop-table digits-table">
      <caption class="small">{WORDS.digitsCaption(caption)}</caption>
      <tbody>
        {links.map(({ name, value }, k) => <tr key={k} class="factor"><th scope="row">{name}</th><td>{inFull(value)}</td></tr>)}
        <tr class="product"><th scope="row">{WORDS.product}</th><td>{inFull(product)}</td></tr>
        <tr class="component"><th scope="row">{WORDS.component}</th><td>{inFull(component)}</td></tr>
      </tbody>
    </table>
  );
}

/** The chain of what is selected, in one line, on the steps before. */
export function ChainLine({ chain }: Props) {
  const { layer, neuron } = chain, place = store.selection.value;
  const isWeight = place.kind === "weight" && place.layer === layer && place.neuron === neuron;
  const own = isWeight ? [...links(chain), linkOf("activation", chain.before[place.from] ?? 0)] : links(chain);
  const [result, meaning] = isWeight ? [WORDS.results.w, WORDS.resultMeaning.w] : [WORDS.results.z, WORDS.resultMeaning.z];
  return (
    <div class="chain-line">
      <span class="small">{isWeight ? `${sourceName(layer, place.from)} to ${neuronName(layer, neuron)}` : neuronName(layer, neuron)}</span>
      <Product links={own} result={result} value={isWeight ? productOf(own) : chain.delta} meaning={meaning} name={result} />
      <button type="button" class="small" onClick={() => goToStep(3)}>{WORDS.writeOut}</button>
    </div>
  );
}
