// How numbers are written for people.

const THOUSANDS = /\B(?=(\d{3})+$)/g;

/** Write a whole number with commas: 13002 becomes "13,002"; a minus is a true minus. */
export function formatCount(value: number): string {
  const digits = Math.abs(value).toFixed(0).replace(THOUSANDS, ",");
  return value < 0 ? `\u2212${digits}` : digits;
}

/** Write the sizes of the layers as the lesson does: "784-16-16-10". */
export function formatSizes(sizes: readonly number[]): string {
  return sizes.join("-");
}
