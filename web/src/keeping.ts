// The state of the page, kept in this browser: it survives a reload, and a restart of the server.

import { effect } from "@preact/signals";
import * as actions from "./actions.ts";
import type { OpenAsk, RandomAsk } from "./messages.ts";
import * as store from "./store.ts";

const NAME = "perceptible";
const PAUSE = 300;

interface Kept {
  readonly version: 1;
  readonly openedBy: OpenAsk | RandomAsk | null;
  readonly turned: readonly (readonly [index: number, value: number])[];
  readonly pixels: readonly number[];
  readonly origin: store.Origin;
  readonly selection: store.Place;
  readonly stage: store.Stage;
  readonly zoom: store.Zoom;
  readonly theme: store.Theme;
  readonly reading?: store.Reading;
  readonly pythonOpen?: boolean;
}

/** Keep the state a moment after each change. */
export function keepState(): void {
  let timer = 0;
  effect(() => {
    const state = current();
    clearTimeout(timer);
    timer = window.setTimeout(() => write(state()), PAUSE);
  });
}

/** Bring back what was kept. What is missing or of another version stays as it is. */
export async function restoreState(): Promise<void> {
  const kept = read();
  if (kept === null) return;
  actions.setTheme(kept.theme);
  actions.readWeights(kept.reading ?? {});
  actions.openPython(kept.pythonOpen ?? false);
  actions.showImage(Float32Array.from(kept.pixels), kept.origin);
  if (kept.openedBy !== null && (await actions.openNetwork(kept.openedBy))) {
    const [indices, values] = [kept.turned.map(([index]) => index), kept.turned.map(([, value]) => value)];
    if (indices.length > 0) actions.turnDials(indices, values, "turned before the page was loaded");
    actions.select(kept.selection);
  }
  actions.goTo(kept.stage);
  actions.zoomTo(kept.zoom);
}

/** Touch every signal that is kept, and return what gathers their values later. */
function current(): () => Kept {
  const { openedBy, image, selection, stage, zoom, theme, dials, reading, pythonOpen } = store;
  void dials.value;
  const state = {
    openedBy: openedBy.value, origin: image.value.origin, selection: selection.value, stage: stage.value,
    zoom: zoom.value, theme: theme.value, reading: reading.value, pythonOpen: pythonOpen.value,
  };
  const pixels = image.value.pixels;
  return () => ({
    ...state,
    version: 1,
    turned: actions.turnedDials().map((index) => [index, dials.value[index] as number] as const),
    pixels: [...pixels],
  });
}

function write(state: Kept): void {
  if (state.openedBy === null) return;
  try {
    localStorage.setItem(NAME, JSON.stringify(state));
  } catch {
    // No room, or not allowed: the page then begins anew after a reload.
  }
}

function read(): Kept | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? "null");
    return isKept(kept) ? kept : null;
  } catch {
    return null;
  }
}

function isKept(kept: unknown): kept is Kept {
  return typeof kept === "object" && kept !== null && "version" in kept && kept.version === 1 &&
    "pixels" in kept && Array.isArray(kept.pixels) && kept.pixels.length === store.N_PIXELS;
}
