// Which pixels are black in every training image: asked once.

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask } from "../../actions.ts";
import { connection } from "../../store.ts";

const found = signal<ReadonlySet<number> | null>(null);
const NONE: ReadonlySet<number> = new Set();

/** The pixels whose weights never got a gradient; none until the server has told. */
export function useNeverTrained(): ReadonlySet<number> {
  useEffect(() => {
    if (found.value !== null || connection.value !== "open") return;
    void ask({ kind: "never-trained" }).then((answer) => {
      if (answer !== null) found.value = new Set(answer.pixels);
    });
  }, [connection.value]);
  return found.value ?? NONE;
}
