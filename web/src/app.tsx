// The whole page: a bar, and what the state asks for below it.

import { useEffect, useReducer } from "preact/hooks";
import { formatCount, formatSizes } from "./format.ts";
import type { Info } from "./info.ts";
import { CountTable } from "./panels/count_table.tsx";
import { LayerDiagram } from "./panels/layer_diagram.tsx";
import { TrainCommands } from "./panels/train_commands.tsx";
import { askInfo } from "./server.ts";
import { START, reduce } from "./state.ts";
import { WORDS } from "./words.ts";

export function App() {
  const [state, dispatch] = useReducer(reduce, START);
  const ask = () => {
    dispatch({ kind: "asked" });
    void askInfo().then(dispatch);
  };
  useEffect(ask, []);

  return (
    <>
      <header class="bar">
        <span class="name">perceptible</span>
        {state.kind === "ready" && <Identity info={state.info} />}
      </header>
      <main aria-busy={state.kind === "loading"}>
        {state.kind === "loading" && <p class="notice" role="status">{WORDS.loading}</p>}
        {state.kind === "failed" && <Failure reason={state.reason} onAgain={ask} />}
        {state.kind === "ready" && <FirstPage info={state.info} />}
      </main>
    </>
  );
}

function Identity({ info }: { info: Info }) {
  return (
    <>
      <span class="quiet number">{WORDS.network(formatSizes(info.network.sizes))}</span>
      <span class="version number">{WORDS.version(info.version)}</span>
    </>
  );
}

function FirstPage({ info }: { info: Info }) {
  return (
    <>
      <h1>{WORDS.title(formatCount(info.network.nParameters))}</h1>
      <p class="lead">{WORDS.lead}</p>
      <LayerDiagram network={info.network} />
      <CountTable layers={info.network.layers} nParameters={info.network.nParameters} />
      <TrainCommands />
    </>
  );
}

function Failure({ reason, onAgain }: { reason: string; onAgain: () => void }) {
  return (
    <section class="notice" role="alert">
      <h1>{WORDS.failed}</h1>
      <p>{reason}</p>
      <button type="button" onClick={onAgain}>{WORDS.again}</button>
    </section>
  );
}
