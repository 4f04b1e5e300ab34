// What the strip with the Python says.

export const WORDS = {
  title: "Show me the Python",
  open: "Show me the Python",
  close: "Hide the Python",
  key: "show or hide the Python of the panel looked at last",
  panel: "of which panel",
  panels: {
    answer: "the answer", forward: "the forward pass", neuron: "one neuron", contributions: "how z adds up",
    weights: "the weights", matrix: "the matrix", score: "the test images", dials: "the dials",
    browse: "browsing", prepare: "the preparation", transform: "the changes of the image",
    extremes: "images that fire it", challenge: "the challenge", digits: "the distances",
    "never-trained": "dials that were never trained", timing: "the time a layer takes", baselines: "readers without hidden layers",
    retrain: "the training",
    rolling: "the rolling balls", staircase: "the staircase",
    race: "the race", paths: "three ways down",
    wishes: "the outputs' wishes", ways: "three ways to rise", passed: "wishes passed back", chain: "the chain rule", examples: "the table of examples",
    functions: "the three functions", gradient: "the gradient", ranked: "the steepest dials", nudge: "predict, then nudge",
    slice: "the cost along a dial", plane: "the cost over a plane",
  },
  copy: "Copy",
  copied: "Copied.",
  notCopied: "This browser does not let the page copy. Select the lines and copy them.",
  asking: "Asking the server for the lines.",
  lost: "The server writes these lines; it does not answer at the moment.",
  written: (time: string) => `as of ${time}`,
  code: "Python that computes what is shown",
} as const;
