// The whole page: a bar; input, stage and inspector side by side; a strip with the Python below.

import { useEffect } from "preact/hooks";
import { Answer } from "./panels/answer.tsx";
import { Bar } from "./panels/bar.tsx";
import { Help } from "./panels/help.tsx";
import { Input } from "./panels/input.tsx";
import { Inspector } from "./panels/inspector.tsx";
import { Notice } from "./panels/notice.tsx";
import { Python } from "./panels/python.tsx";
import { StageView } from "./panels/stage.tsx";
import { network, stage, theme } from "./store.ts";
import { WORDS } from "./words/common.ts";

export function App() {
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme.value;
  }, [theme.value]);

  return (
    <>
      <Bar />
      <Notice />
      <main class="lab" data-view={stage.value} aria-busy={network.value === null}>
        {network.value === null ? <p class="loading" role="status">{WORDS.loading}</p> : <Panels />}
      </main>
      <Help />
    </>
  );
}

function Panels() {
  return (
    <>
      <Input />
      <section class="middle">
        <StageView />
        <Answer />
      </section>
      <Inspector />
      <Python />
    </>
  );
}
