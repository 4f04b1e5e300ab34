// From pen strokes to the network's input, as perceptible.data.prepare_strokes does it: the same steps in float64.

export const BOX = 20;
export const FIELD = 28;
/** Pixels: the median of MNIST's training images. */
export const THICKNESS = 2.35;
export const MOST_POINTS = 10_000;
const DOT_SPACING = 0.25; // of the thickness
const LONGEST_WAY = 1000; // of the pen, in sizes of the drawing
const TINY = 2 ** -1022; // the smallest normal float64, as in Python
const TIE = 1e9; // centers that differ by less than 1 / TIE pixels count as equal

/** x and y by turns. */
export type Points = ArrayLike<number>;

export interface Prepared {
  /** What the network reads: 784 numbers, 0 black to 1 white ink. */
  readonly inputs: Float32Array;
  /** The ink alone, its longer side 20 pixels: 400 numbers. */
  readonly box: Float64Array;
  /** The box moved by whole pixels, so that its center of mass is in the middle: 784 numbers. */
  readonly centered: Float64Array;
}

/** Prepare a drawing as MNIST was prepared: ink in a box of 20 x 20 pixels, centered by its mass. */
export function prepareStrokes(strokes: readonly Points[], thickness = THICKNESS): Prepared {
  const dots = penDots(unitStrokes(strokes), (DOT_SPACING * thickness) / BOX);
  const box = ink(fitToBox(dots, thickness / 2), thickness / 2, BOX);
  const centered = centerByMass(box);
  return { inputs: Float32Array.from(centered), box, centered };
}

/** Ink strokes where they were drawn, in pixels of the 28 x 28 field: no step of the preparation. */
export function inkAsDrawn(strokes: readonly Points[], thickness = THICKNESS): Float32Array {
  return Float32Array.from(ink(penDots(strokes, DOT_SPACING * thickness), thickness / 2, FIELD));
}

/** Whether the library would take such a drawing: not too many points, and no absurdly long way. */
export function isDrawable(strokes: readonly Points[]): boolean {
  const nPoints = strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);
  if (nPoints < 1 || nPoints > MOST_POINTS) return false;
  return unitStrokes(strokes).reduce((sum, stroke) => sum + wayOf(stroke), 0) <= LONGEST_WAY;
}

/** Scale a drawing to a size of 1; halves, so that no difference of two numbers overflows. */
export function unitStrokes(strokes: readonly Points[]): Float64Array[] {
  const halves = strokes.map((stroke) => Float64Array.from(stroke, (value) => value / 2));
  const [left, top, right, bottom] = edges(halves);
  const size = Math.max(right - left, bottom - top, TINY);
  return halves.map((stroke) => stroke.map((value, k) => (value - (k % 2 === 0 ? left : top)) / size));
}

/** Put dots along strokes, at most `spacing` apart; each point of each stroke is one of them. */
export function penDots(strokes: readonly Points[], spacing: number): Float64Array {
  const dots: number[] = [];
  for (const stroke of strokes) {
    dots.push(stroke[0] as number, stroke[1] as number);
    for (let k = 2; k < stroke.length; k += 2) {
      const x = stroke[k - 2] as number, y = stroke[k - 1] as number;
      const dx = (stroke[k] as number) - x, dy = (stroke[k + 1] as number) - y;
      const nSteps = Math.max(1, Math.ceil(Math.hypot(dx, dy) / spacing));
      for (let step = 1; step <= nSteps; step++) dots.push(x + dx * (step / nSteps), y + dy * (step / nSteps));
    }
  }
  return Float64Array.from(dots);
}

/** Scale and move dots so that their ink fills the box and keeps its proportions. */
export function fitToBox(dots: Float64Array, radius: number): Float64Array {
  const [left, top, right, bottom] = edges([dots]);
  const scale = Math.max(BOX - 2 * radius, 1) / Math.max(right - left, bottom - top, 1e-6);
  const middle = [(left + right) / 2, (top + bottom) / 2] as const;
  return dots.map((value, k) => (value - (middle[k % 2] as number)) * scale + BOX / 2);
}

/** Ink dots on a grid of square pixels: each is inked as far as the nearest dot covers it, min(1, max(0, r + 1/2 - d)). */
export function ink(dots: Float64Array, radius: number, side: number): Float64Array {
  const nearest = new Float64Array(side * side).fill(Infinity);
  const reach = radius + 1; // a dot inks nothing farther away
  for (let k = 0; k < dots.length; k += 2) {
    const x = dots[k] as number, y = dots[k + 1] as number;
    const lastRow = Math.min(side - 1, Math.ceil(y + reach)), lastColumn = Math.min(side - 1, Math.ceil(x + reach));
    for (let row = Math.max(0, Math.floor(y - reach)); row <= lastRow; row++) {
      const down = (row + 0.5 - y) ** 2;
      for (let column = Math.max(0, Math.floor(x - reach)); column <= lastColumn; column++) {
        const distance = (column + 0.5 - x) ** 2 + down, place = row * side + column;
        if (distance < (nearest[place] as number)) nearest[place] = distance;
      }
    }
  }
  return nearest.map((square) => Math.min(1, Math.max(0, radius + 0.5 - Math.sqrt(square))));
}

/** Move the box by whole pixels into the field, so that its center of mass comes to the middle. */
export function centerByMass(box: Float64Array): Float64Array {
  const rows = new Float64Array(BOX), columns = new Float64Array(BOX);
  box.forEach((value, k) => {
    rows[Math.floor(k / BOX)]! += value;
    columns[k % BOX]! += value;
  });
  const top = firstPixel(rows), left = firstPixel(columns);
  const field = new Float64Array(FIELD * FIELD);
  box.forEach((value, k) => (field[(top + Math.floor(k / BOX)) * FIELD + left + (k % BOX)] = value));
  return field;
}

/** The row or column of the field in which the box begins. */
function firstPixel(profile: Float64Array): number {
  const mass = profile.reduce((sum, value) => sum + value, 0);
  const center = profile.reduce((sum, value, k) => sum + value * k, 0) / mass;
  const first = roundToEven(Math.round((FIELD / 2 - center) * TIE) / TIE);
  return Math.min(Math.max(first, 0), FIELD - BOX);
}

/** Halves go to the even neighbor, as in NumPy: symmetric drawings lie on them. */
function roundToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

function edges(strokes: readonly Float64Array[]): [left: number, top: number, right: number, bottom: number] {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const stroke of strokes) {
    for (let k = 0; k < stroke.length; k += 2) {
      left = Math.min(left, stroke[k] as number);
      right = Math.max(right, stroke[k] as number);
      top = Math.min(top, stroke[k + 1] as number);
      bottom = Math.max(bottom, stroke[k + 1] as number);
    }
  }
  return [left, top, right, bottom];
}

function wayOf(stroke: Float64Array): number {
  let way = 0;
  for (let k = 2; k < stroke.length; k += 2) {
    way += Math.hypot((stroke[k] as number) - (stroke[k - 2] as number), (stroke[k + 1] as number) - (stroke[k - 1] as number));
  }
  return way;
}
