// The arithmetic behind the number of dials, layer by layer, as the server counted it.

import { formatCount } from "../format.ts";
import type { LayerInfo } from "../info.ts";
import { WORDS } from "../words.ts";

interface Props {
  readonly layers: readonly LayerInfo[];
  readonly nParameters: number;
}

export function CountTable({ layers, nParameters }: Props) {
  return (
    <section aria-labelledby="counting">
      <h2 id="counting">{WORDS.counting}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{WORDS.layer}</th>
            <th scope="col" class="number">{WORDS.weights}</th>
            <th scope="col" class="number">{WORDS.biases}</th>
            <th scope="col" class="number">{WORDS.dials}</th>
          </tr>
        </thead>
        <tbody>{layers.map(row)}</tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>{WORDS.total}</th>
            <td class="number total">{formatCount(nParameters)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function row(layer: LayerInfo) {
  return (
    <tr key={layer.name}>
      <th scope="row">{layer.name}</th>
      <td class="number">
        <span class="quiet">{formatCount(layer.nInputs)} × {formatCount(layer.nNeurons)} = </span>
        {formatCount(layer.nWeights)}
      </td>
      <td class="number">{formatCount(layer.nBiases)}</td>
      <td class="number">{formatCount(layer.nParameters)}</td>
    </tr>
  );
}
