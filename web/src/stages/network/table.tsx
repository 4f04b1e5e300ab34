// The diagram as text: every activation in a table, for who does not see the picture.

import { useEffect, useState } from "preact/hooks";
import { formatShort } from "../../numbers/format.ts";
import * as store from "../../store.ts";
import { WORDS, neuronName } from "../../words/network.ts";

const SETTLES = 400;

export function ActivationTable() {
  const [trace, setTrace] = useState(store.trace.peek());
  useEffect(() => {
    let timer = 0;
    const stop = store.trace.subscribe((next) => {
      clearTimeout(timer);
      timer = window.setTimeout(() => setTrace(next), SETTLES);
    });
    return () => { stop(); clearTimeout(timer); };
  }, []);
  const layers = store.layers.value, classes = store.hello.value?.class_names ?? [];
  const upTo = store.shownUpTo.value ?? layers.length;
  return (
    <div class="hidden-visually">
      <table>
        <caption>{WORDS.table}</caption>
        <thead><tr>{WORDS.tableHead.map((word) => <th key={word} scope="col">{word}</th>)}</tr></thead>
        <tbody>
          {layers.slice(0, upTo).map((layer, l) => Array.from({ length: layer.n_neurons }, (_, k) => (
            <tr key={`${l} ${k}`}>
              <td>{layer.name}</td>
              <th scope="row">{neuronName(layers, l + 1, k, classes)}</th>
              <td>{formatShort(trace.a[l + 1]?.[k] ?? 0)}</td>
              <td>{formatShort(trace.z[l]?.[k] ?? 0)}</td>
            </tr>
          )))}
        </tbody>
      </table>
    </div>
  );
}
