// How numbers are written for people: three significant digits at rest, a true minus, commas in thousands.

const MINUS = "\u2212";
/** What is written with an exponent, so that no panel bursts; a training that diverges gets there. */
const HUGE = 1e6;
const THOUSANDS = /\B(?=(\d{3})+$)/g;

/** Write a whole number with commas: 13002 becomes "13,002"; a minus is a true minus. */
export function formatCount(value: number): string {
  const digits = Math.abs(value).toFixed(0).replace(THOUSANDS, ",");
  return value < 0 ? `${MINUS}${digits}` : digits;
}

/** Write the sizes of the layers as the lesson does: "784-16-16-10". */
export function formatSizes(sizes: readonly number[]): string {
  return sizes.join("-");
}

/** Write a number with a fixed number of decimals and a true minus: what changes keeps its width. From a million on: 1.23e+30. */
export function formatFixed(value: number, decimals = 2): string {
  if (Math.abs(value) >= HUGE) return value.toExponential(2).replaceAll("-", MINUS);
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/** Write a number with its sign always: "+0.42", "\u22121.30". */
export function formatSigned(value: number, decimals = 2): string {
  const text = formatFixed(value, decimals);
  return text.startsWith(MINUS) ? text : `+${text}`;
}

/** Write three significant digits: 0.00314, 1.59, 13,002, 2.1e-9. */
export function formatShort(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return value.toExponential(2).replaceAll("-", MINUS);
  if (size >= 1000) return formatCount(value);
  const text = size === 0 ? "0" : Number(size.toPrecision(3)).toString();
  return value < 0 ? MINUS + text : text;
}

/** Write every digit that a float32 has, and no more: enough to tell it from its neighbors. */
export function formatExact(value: number): string {
  for (let digits = 6; digits <= 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === Math.fround(value)) return Number(text).toString().replaceAll("-", MINUS);
  }
  return value.toString().replaceAll("-", MINUS);
}

/** Write a share as a percentage: 0.9384 becomes "93.84 %". */
export function formatPercent(share: number, decimals = 2): string {
  return `${(100 * share).toFixed(decimals)} %`;
}

/** Round terms so that what is shown adds up to the rounded total: those that rounding hurts least take the rest. */
export function addingUp(terms: readonly number[], decimals: number): number[] {
  const unit = 10 ** decimals, exact = terms.map((term) => term * unit), rounded = exact.map(Math.round);
  let rest = Math.round(exact.reduce((sum, term) => sum + term, 0)) - rounded.reduce((sum, term) => sum + term, 0);
  const loss = (k: number) => ((exact[k] as number) - (rounded[k] as number)) * Math.sign(rest);
  for (const k of [...terms.keys()].sort((a, b) => loss(b) - loss(a))) {
    if (rest === 0) break;
    rounded[k] = (rounded[k] as number) + Math.sign(rest);
    rest -= Math.sign(rest);
  }
  return rounded.map((count) => count / unit);
}
