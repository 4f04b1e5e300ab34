// The state of the page, kept in this browser: it survives a reload, and a restart of the server.

import { effect } from "@preact/signals";
import * as actions from "./actions.ts";
import { type Found, type Kept, readKept } from "./kept.ts";
import * as store from "./store.ts";
import { setTrainSpeed, trainSpeed } from "./training.ts";

const NAME = "perceptible";
const PAUSE = 300;

/** Keep the state a moment after each change. */
export function keepState(): void {
  let timer = 0;
  effect(() => {
    const state = current();
    clearTimeout(timer);
    timer = window.setTimeout(() => write(state()), PAUSE);
  });
}

/** Keep the state now, and load the page anew: everything on it is of other data. */
export function loadAnew(): void {
  write(current()());
  location.reload();
}

/** Bring back what was kept, and tell whether there was an image. What is missing or broken stays as it is. */
export async function restoreState(): Promise<boolean> {
  const kept = read();
  if (kept === null) return false;
  const { image, openedBy, theme, reading, pythonOpen, stage, zoom, dialsView, trainSpeed: speed, data } = kept;
  if (theme !== undefined) actions.setTheme(theme);
  if (reading !== undefined) actions.readWeights(reading);
  if (pythonOpen !== undefined) actions.openPython(pythonOpen);
  if (dialsView !== undefined) actions.viewDials(dialsView);
  if (speed !== undefined) setTrainSpeed(speed);
  if (image !== undefined) actions.showImage(Float32Array.from(image.pixels), image.origin);
  if (data !== undefined) await actions.useData(data);
  if (openedBy != null && (await actions.openNetwork(openedBy))) restoreDials(kept);
  if (stage !== undefined) actions.goTo(stage);
  if (zoom !== undefined) actions.zoomTo(zoom);
  return image !== undefined;
}

/** Turn the dials of the network that is open again; another one of that name may have fewer. */
function restoreDials({ turned = [], selection }: Found): void {
  const there = turned.filter(([index]) => index < store.dials.value.length);
  const [indices, values] = [there.map(([index]) => index), there.map(([, value]) => value)];
  if (indices.length > 0) actions.turnDials(indices, values, "turned before the page was loaded");
  if (selection !== undefined && actions.isThere(selection)) actions.select(selection);
}

/** Touch every signal that is kept, and return what gathers their values later. */
function current(): () => Kept {
  const { openedBy, image, selection, stage, zoom, theme, dials, reading, pythonOpen, dialsView, dataName } = store;
  void dials.value;
  const state = {
    openedBy: openedBy.value, origin: image.value.origin, selection: selection.value, stage: stage.value,
    zoom: zoom.value, theme: theme.value, reading: reading.value, pythonOpen: pythonOpen.value,
    dialsView: dialsView.value, ...(trainSpeed.value !== null && { trainSpeed: trainSpeed.value }),
    ...(dataName.value !== null && { data: dataName.value }),
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

function read(): Found | null {
  try {
    return readKept(localStorage.getItem(NAME));
  } catch {
    return null; // it is not allowed to look
  }
}
