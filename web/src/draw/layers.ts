// Where the neurons and wires of the diagram stand; no DOM here.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly image: { readonly x: number; readonly y: number; readonly side: number };
  readonly grid: string;
  readonly columns: readonly (readonly Point[])[];
  readonly wires: string;
  readonly labels: readonly number[];
}

const WIDTH = 720;
const MARGIN = 16;
const PITCH = 20; // from neuron to neuron
const SIDE = 168; // six units a pixel of a 28 x 28 image
const PIXEL = SIDE / 28;
export const LINE_HEIGHT = 24;
const LABEL_HEIGHT = 2 * LINE_HEIGHT + 16;
const LABEL_OVERHANG = 24; // half of a label is wider than its neuron
const IMAGE_WIRES = 14; // one for two rows of pixels: all 784 would be a grey wall
const MOST_SHOWN = 16; // a wider layer shows its first neurons; its label has the true number

/** Lay out a network of these sizes: the image on the left, then one column a layer. */
export function pictureOf(sizes: readonly number[]): Picture {
  const shown = sizes.slice(1).map((size) => Math.min(size, MOST_SHOWN));
  const body = Math.max(SIDE, PITCH * Math.max(1, ...shown));
  const height = MARGIN + body + LABEL_HEIGHT;
  const middle = MARGIN + body / 2;
  const image = { x: MARGIN, y: middle - SIDE / 2, side: SIDE };
  const gap = (WIDTH - 2 * MARGIN - SIDE) / Math.max(1, shown.length);
  const columns = shown.map((count, index) => column(MARGIN + SIDE + gap * (index + 1) - LABEL_OVERHANG, middle, count));
  return {
    width: WIDTH,
    height,
    image,
    grid: gridOf(image),
    columns,
    wires: wiresOf(image, columns),
    labels: [image.x + SIDE / 2, ...columns.map((points) => points[0]?.x ?? 0)],
  };
}

/** The neurons of the layer at this index, counted from the first hidden layer. */
export function columnOf(picture: Picture, index: number): readonly Point[] {
  return picture.columns[index] ?? [];
}

function column(x: number, middle: number, count: number): readonly Point[] {
  const top = middle - (PITCH * (count - 1)) / 2;
  return Array.from({ length: count }, (_, index) => ({ x, y: top + PITCH * index }));
}

function gridOf({ x, y, side }: Picture["image"]): string {
  const lines = Array.from({ length: 27 }, (_, index) => (index + 1) * PIXEL);
  return lines.map((at) => `M${x + at} ${y}v${side}M${x} ${y + at}h${side}`).join("");
}

function wiresOf({ x, y, side }: Picture["image"], columns: readonly (readonly Point[])[]): string {
  const step = side / IMAGE_WIRES;
  const edge = Array.from({ length: IMAGE_WIRES }, (_, index) => ({ x: x + side, y: y + step * (index + 0.5) }));
  const sources = [edge, ...columns];
  return columns.map((to, index) => between(sources[index] ?? [], to)).join("");
}

function between(from: readonly Point[], to: readonly Point[]): string {
  return from.flatMap((a) => to.map((b) => `M${a.x} ${a.y}L${b.x} ${b.y}`)).join("");
}
