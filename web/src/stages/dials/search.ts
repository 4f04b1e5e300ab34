// Finding dials by words and numbers: "hidden 1, neuron 7", "row 9 column 14", "> 2", "turned". Nothing here touches the page.

import type { Layer } from "../../messages.ts";

export interface Field {
  readonly layers: readonly Layer[];
  readonly dials: Float32Array;
  readonly opened: Float32Array;
  readonly imageWidth: number;
  readonly classNames: readonly string[];
  readonly neverTrained: ReadonlySet<number>;
}

export interface Found {
  /** 1 for each dial that was found. */
  readonly mask: Uint8Array;
  readonly count: number;
  /** The words that mean nothing here. */
  readonly unknown: string;
}

interface Dial {
  readonly value: number;
  readonly opened: number;
  readonly layer: number;
  readonly neuron: number;
  /** What a weight comes from; -1 for a bias. */
  readonly from: number;
}

type Test = (dial: Dial) => boolean;
type Rule = readonly [pattern: RegExp, test: (found: RegExpExecArray, field: Field) => Test];

const NUMBER = "([-\u2212+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-\u2212+]?\\d+)?)";
const numberIn = (text: string | undefined) => Number((text ?? "").replaceAll("\u2212", "-"));

/** Each eats its words; what is left over at the end is unknown. Longer phrases come first. */
const RULES: readonly Rule[] = [
  [/never[\s-]*trained/, (_found, { neverTrained }) => (dial) => dial.layer === 1 && neverTrained.has(dial.from)],
  [/hidden\s*(\d+)/, (found) => (dial) => dial.layer === Number(found[1])],
  [/output\s+(\w+)/, (found, { layers, classNames }) => {
    const neuron = outputCalled(found[1] as string, classNames);
    return (dial) => dial.layer === layers.length && dial.neuron === neuron;
  }],
  [/outputs?/, (_found, { layers }) => (dial) => dial.layer === layers.length],
  [/from\s+neuron\s*(\d+)/, (found) => (dial) => dial.layer > 1 && dial.from === Number(found[1]) - 1],
  [/neuron\s*(\d+)/, (found) => (dial) => dial.neuron === Number(found[1]) - 1],
  [/row\s*(\d+)/, (found, { imageWidth }) => (dial) =>
    dial.layer === 1 && dial.from >= 0 && Math.floor(dial.from / imageWidth) === Number(found[1]) - 1],
  [/col(?:umn|\.)?\s*(\d+)/, (found, { imageWidth }) => (dial) =>
    dial.layer === 1 && dial.from >= 0 && dial.from % imageWidth === Number(found[1]) - 1],
  [/bias(?:es)?/, () => (dial) => dial.from < 0],
  [/weights?/, () => (dial) => dial.from >= 0],
  [/turned|changed/, () => (dial) => dial.value !== dial.opened],
  [/positive/, () => (dial) => dial.value > 0],
  [/negative/, () => (dial) => dial.value < 0],
  [/zero/, () => (dial) => dial.value === 0],
  [new RegExp(`size\\s*>\\s*${NUMBER}`), (found) => (dial) => Math.abs(dial.value) > numberIn(found[1])],
  [new RegExp(`size\\s*<\\s*${NUMBER}`), (found) => (dial) => Math.abs(dial.value) < numberIn(found[1])],
  [new RegExp(`>\\s*${NUMBER}`), (found) => (dial) => dial.value > numberIn(found[1])],
  [new RegExp(`<\\s*${NUMBER}`), (found) => (dial) => dial.value < numberIn(found[1])],
  [new RegExp(`=\\s*${NUMBER}`), (found) => (dial) => dial.value === Math.fround(numberIn(found[1]))],
];

/** Find the dials to which all words apply; no words find every dial. */
export function search(text: string, field: Field): Found {
  const tests: Test[] = [];
  let left = text.toLowerCase();
  for (const [pattern, test] of RULES) {
    for (let found = pattern.exec(left); found !== null; found = pattern.exec(left)) {
      tests.push(test(found, field));
      left = `${left.slice(0, found.index)} ${left.slice(found.index + found[0].length)}`;
    }
  }
  const unknown = left.replace(/[\s,;]+|\band\b|\bof\b/g, " ").trim();
  return { ...match(tests, field), unknown };
}

function match(tests: readonly Test[], { layers, dials, opened }: Field) {
  const mask = new Uint8Array(dials.length);
  let count = 0;
  const look = (index: number, layer: number, neuron: number, from: number) => {
    const dial = { value: dials[index] as number, opened: opened[index] as number, layer, neuron, from };
    if (!tests.every((test) => test(dial))) return;
    mask[index] = 1;
    count++;
  };
  for (const [l, layer] of layers.entries()) {
    for (let neuron = 0; neuron < layer.n_neurons; neuron++) {
      const row = layer.weights_at + neuron * layer.n_inputs;
      for (let from = 0; from < layer.n_inputs; from++) look(row + from, l + 1, neuron, from);
      look(layer.biases_at + neuron, l + 1, neuron, -1);
    }
  }
  return { mask, count };
}

/** Outputs are called by what they stand for: "output 3" in digits is the fourth. */
function outputCalled(name: string, classNames: readonly string[]): number {
  return classNames.findIndex((known) => known.toLowerCase() === name);
}

export type Sorting = "place" | "value" | "size" | "turned";

/** The dials that were found, in an order: the largest first; of equal ones the first. */
export function sorted(mask: Uint8Array, dials: Float32Array, opened: Float32Array, by: Sorting): Uint32Array {
  const found: number[] = [];
  mask.forEach((isFound, index) => isFound && found.push(index));
  const measure = MEASURES[by];
  const key = Float64Array.from(dials, (value, index) => measure(value, opened[index] as number));
  if (by !== "place") found.sort((a, b) => (key[b] as number) - (key[a] as number) || a - b);
  return Uint32Array.from(found);
}

const MEASURES: Readonly<Record<Sorting, (value: number, opened: number) => number>> = {
  place: () => 0,
  value: (value) => value,
  size: (value) => Math.abs(value),
  turned: (value, opened) => Math.abs(value - opened),
};
