// What the challenges say.

import { formatPercent } from "../numbers/format.ts";

export const WORDS = {
  title: "Challenges",
  intro: "Set the dials by hand. The library scores the network as it is.",
  loading: "Asking for the challenges.",
  lost: "The challenges could not be fetched.",
  again: "Ask again",
  solved: "solved",
  open: "not solved",
  score: (name: string) => `Score of: ${name}`,
  percent: (score: number) => formatPercent(score, 1),
  begin: "Go there",
  beginTitle: (title: string) => `Go there: ${title}`,
  judged: (neuron: string) => `Judged: ${neuron}.`,
  clear: "Begin with an empty neuron",
  cleared: (name: string) => `set all dials of ${name} to 0`,
} as const;
