// What reads digits without hidden layers: rules, mean images, nearest neighbors, one layer; and the network of the page.

import { pointAt } from "../../actions.ts";
import { Num } from "../../panels/number.tsx";
import { network } from "../../store.ts";
import { WORDS } from "../../words/digits.ts";
import { useFetched } from "./fetched.ts";

export function Readers() {
  const { answer, isLost, again } = useFetched({ kind: "baselines" });
  return (
    <section class="readers" onPointerEnter={() => pointAt("baselines")} onFocusCapture={() => pointAt("baselines")}>
      <h3>{WORDS.readersTitle}</h3>
      <p class="small quiet">{WORDS.readersHelp}</p>
      {answer === null
        ? <p class="quiet" role="status">{isLost ? <>{WORDS.lost} <button type="button" onClick={again}>{WORDS.again}</button></> : WORDS.measuring}</p>
        : (
          <table>
            <thead><tr><th scope="col">{WORDS.reader}</th><th scope="col" class="figure">{WORDS.accuracy}</th><th scope="col" class="figure">{WORDS.dials}</th></tr></thead>
            <tbody>
              {answer.rows.map(({ name, summary, accuracy, n_correct, n_images, n_parameters }) => (
                <tr key={name} class={name === network.value?.name ? "own" : ""}>
                  <th scope="row"><span class="reader-name">{name}</span><span class="small quiet">{summary}</span></th>
                  <td class="figure">
                    <Num value={accuracy} name={`${WORDS.accuracy}, ${name}`} text={WORDS.percent(accuracy)} meaning={WORDS.right(n_correct, n_images)} />
                    <span class="reader-bar" aria-hidden="true"><span style={{ width: `${100 * accuracy}%` }} /></span>
                  </td>
                  <td class="figure">{WORDS.count(n_parameters)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
    </section>
  );
}
