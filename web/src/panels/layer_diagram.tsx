// The layers as columns of neurons, the image in front; the lines stand for the weights and carry no values.

import { LINE_HEIGHT, type Point, columnOf, pictureOf } from "../draw/layers.ts";
import { formatCount, formatSizes } from "../format.ts";
import type { NetworkInfo } from "../info.ts";
import { WORDS } from "../words.ts";

export function LayerDiagram({ network }: { readonly network: NetworkInfo }) {
  const { sizes, layers } = network;
  const names = [WORDS.pixels, ...layers.map((layer) => layer.name)];
  const picture = pictureOf(sizes);
  const { width, height, image } = picture;
  return (
    <svg class="diagram" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={WORDS.diagram(formatSizes(sizes))}>
      <path class="wires" d={picture.wires} />
      <rect class="image" x={image.x} y={image.y} width={image.side} height={image.side} />
      <path class="grid" d={picture.grid} />
      {sizes.slice(1).map((_, index) => columnOf(picture, index).map(neuron))}
      {picture.labels.map((x, index) => (
        <text key={x} class="number" x={x} y={height - LINE_HEIGHT - 8}>
          {names[index]}
          <tspan class="count" x={x} dy={LINE_HEIGHT}>{formatCount(sizes[index] ?? 0)}</tspan>
        </text>
      ))}
    </svg>
  );
}

function neuron({ x, y }: Point) {
  return <circle key={`${x} ${y}`} class="neuron" cx={x} cy={y} r={7} />;
}
