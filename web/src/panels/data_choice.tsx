// Which data the page looks at: a choice among those that lie here.

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask, showImage, useData } from "../actions.ts";
import { loadAnew } from "../keeping.ts";
import type { DataChoices } from "../messages.ts";
import { connection, hello, image } from "../store.ts";
import { WORDS } from "../words/common.ts";

const known = signal<DataChoices | null>(null);
/** What is being loaded; empty where nothing is. */
const loading = signal("");

export function DataChoice() {
  const isOpen = connection.value === "open", now = hello.value?.data_name ?? "";
  useEffect(() => { if (isOpen && known.value === null) void ask({ kind: "datasets" }).then((found) => { known.value = found; }); }, [isOpen]);
  const choose = async (select: HTMLSelectElement) => {
    loading.value = select.value;
    if (await useData(select.value)) {
      await lookAtFirst();
      return loadAnew();
    }
    loading.value = "";
    select.value = now;
  };
  return (
    <label class="bar-field">{WORDS.data}
      <select value={loading.value || now} disabled={loading.value !== ""} title={WORDS.dataHint} onChange={(event) => void choose(event.currentTarget)}>
        {(known.value?.choices ?? [{ name: now, title: now }]).map(({ name, title }) => <option key={name} value={name}>{title}</option>)}
      </select>
      {loading.value !== "" && <span class="small" role="status">{WORDS.loadingData}</span>}
    </label>
  );
}

/** A test image of the data before has another place among the new ones: the first of these takes its place. */
async function lookAtFirst(): Promise<void> {
  if (image.value.origin.kind !== "test") return;
  const test = await ask({ kind: "test-image", index: 0 });
  if (test !== null) showImage(test.pixels.slice(), { kind: "test", index: 0, label: test.label });
}
