// Following a link: to its view or panel, with the focus there.

import { goTo, select, viewDials } from "../../actions.ts";
import { openNetworks } from "../../panels/bar/choice.tsx";
import { showTab } from "../../panels/input/tabs.tsx";
import { type Stage, selection } from "../../store.ts";
import { chooseSettings } from "../../training.ts";
import { goToStep } from "../backprop/moments.ts";
import { PRESETS } from "../race/drafts.ts";
import { drafts, setRunners } from "../race/racing.ts";
import { showScoreView } from "../score.tsx";
import type { Link } from "./links.ts";

/** The tab of the input with the sliders. */
const CHANGES = 1;
/** Settings are asked for before they are shown: for so many frames. */
const PATIENCE = 120;

const WAYS: Readonly<Record<Link, () => void>> = {
  wall: () => toDials("wall"),
  several: () => toDials("neurons"),
  fires: () => {
    if (selection.value.kind !== "neuron") select({ kind: "neuron", layer: 1, neuron: 0 });
    focusSoon("extremes");
  },
  networks: openNetworks,
  noise: () => toChanges("change-noise"),
  changes: () => toChanges("change-degrees"),
  pad: () => focusSoon("pad"),
  withstands: () => toView("shift"),
  knockout: () => toView("knockout"),
  morph: () => toView("morph"),
  landscape: () => toView("landscape"),
  shuffled: () => toSettings("train-labels"),
  fewImages: () => toSettings("train-images"),
  sizes: () => toRace("sizes"),
  deeper: () => toSettings("train-hidden"),
  recipes: () => toSettings("train-recipe"),
  starts: () => toRace("starts"),
  activations: () => toRace("activations"),
  score: () => toScore("confusion"),
  disputed: () => toScore("mistakes"),
  costs: () => toScore("costs"),
  examples: () => {
    goToStep(5);
    toView("backprop");
  },
};

export function follow(link: Link): void {
  WAYS[link]();
}

function toView(name: Stage): void {
  goTo(name);
  focusSoon("stage");
}

function toDials(view: "wall" | "neurons"): void {
  viewDials(view);
  toView("dials");
}

function toSettings(id: string): void {
  chooseSettings(true);
  goTo("train");
  focusSoon(id);
}

function toScore(view: Parameters<typeof showScoreView>[0]): void {
  showScoreView(view);
  toView("score");
}

function toRace(preset: keyof typeof PRESETS): void {
  drafts.value = PRESETS[preset];
  setRunners(true);
  toView("race");
}

function toChanges(id: string): void {
  showTab(CHANGES);
  focusSoon(id);
}

/** When it is drawn; the page scrolls there where it is not in sight. */
function focusSoon(id: string, frames = PATIENCE): void {
  requestAnimationFrame(() => {
    const there = document.getElementById(id);
    if (there === null && frames > 0) return focusSoon(id, frames - 1);
    there?.focus({ preventScroll: true });
    there?.scrollIntoView({ block: "nearest" });
  });
}
