// Where each question can be looked into by hand: the views and panels of the lab that show it live, the nearest first.

import type { WORDS } from "../../words/questions.ts";

export type Link = keyof typeof WORDS.links;

const LINKS: Readonly<Record<string, readonly Link[]>> = {
  hope: ["wall", "fires", "networks"],
  noise: ["noise", "withstands", "networks"],
  drawing: ["pad", "fires", "wall"],
  memory: ["shuffled", "fewImages", "disputed"],
  capacity: ["shuffled", "sizes"],
  arpit: ["shuffled", "costs", "fewImages"],
  minima: ["landscape", "starts"],
  remedies: ["networks", "recipes", "noise"],
  depth: ["activations", "deeper"],
  influence: ["disputed", "examples"],
  "knock-out": ["knockout", "several"],
  shift: ["withstands", "changes"],
  morph: ["morph"],
  claims: ["score", "recipes", "wall"],
};

export function linksOf(question: string): readonly Link[] {
  return LINKS[question] ?? [];
}
