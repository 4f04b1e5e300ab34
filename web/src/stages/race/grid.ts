// A table of costs that fills in, read between its points. No page is needed for that.

/** The costs, where some are not measured yet with those of the coarser table before; null where nothing is known at all. */
export function filled(costs: Float32Array, n: number): Float32Array | null {
  const whole = costs.slice();
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      for (let spacing = 1; spacing <= 8 && !Number.isFinite(whole[row * n + column]); spacing *= 2) {
        whole[row * n + column] = costs[(row - (row % spacing)) * n + column - (column % spacing)] as number;
      }
      if (!Number.isFinite(whole[row * n + column])) return null;
    }
  }
  return whole;
}

/** The cost between the points, in proportion; `across` and `up` in columns and rows. */
export function between(whole: Float32Array, n: number, across: number, up: number): number {
  const column = Math.min(Math.floor(across), n - 2), row = Math.min(Math.floor(up), n - 2), x = across - column, y = up - row;
  const at = (r: number, c: number) => whole[r * n + c] as number;
  return (1 - y) * ((1 - x) * at(row, column) + x * at(row, column + 1)) + y * ((1 - x) * at(row + 1, column) + x * at(row + 1, column + 1));
}

/** Which of so many bands between two costs, by their logarithm. */
export function bandOf(cost: number, low: number, high: number, n_bands: number): number {
  if (!(high > low)) return 0;
  const share = Math.log(Math.max(cost, low) / low) / Math.log(high / low);
  return Math.min(n_bands - 1, Math.max(0, Math.floor(share * n_bands)));
}
