// Every sentence of the page, in one place.

export const WORDS = {
  title: (count: string) => `A network with ${count} dials`,
  lead:
    "It starts random and learns to read handwriting by gradient descent. Each weight and each bias is one dial. " +
    "Nothing else is inside.",
  diagram: (sizes: string) => `The layers of the network: ${sizes}.`,
  network: (sizes: string) => `network ${sizes}`,
  version: (version: string) => `version ${version}`,
  pixels: "pixels",
  counting: "Where the dials are",
  layer: "layer",
  weights: "weights",
  biases: "biases",
  dials: "dials",
  total: "all layers",
  training: "Train it",
  trainingHow: "From a terminal. Every setting is an option, and --help lists them all.",
  trainingDone:
    "The digits of the second are built in, so that it needs no download. Each says where it saved the network, " +
    "and how many test images the network reads.",
  loading: "Asking the server which network this is.",
  failed: "There is no network to show",
  again: "Ask again",
  noServer: "The server does not answer. Start it again with: perceptible lab",
  noCookie: "This browser has no key to the server. Open the address that perceptible lab printed.",
  badAnswer: (status: number) => `The server answered with status ${status}. Its terminal says why.`,
} as const;

export const COMMANDS = [
  "perceptible train --recipe lesson --data mnist --seed 0",
  "perceptible train --data synthetic",
] as const;
