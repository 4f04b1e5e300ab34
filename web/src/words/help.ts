// What the help says.

export const WORDS = {
  title: "What am I looking at?",
  close: "Close",
  story: [
    "On the left is an image of 28 × 28 pixels. Each pixel is a neuron of layer 0: a thing that holds a number, its activation, from 0 (black) to 1 (white ink).",
    "In the middle the numbers flow to the right. Every neuron takes all activations of the layer before, multiplies each by a weight of its own, adds them up, adds its bias, and squashes the sum into a new activation.",
    "On the right stands whatever is selected, with every number that it has. The brightest output is the network's answer. The network is only a function: 784 numbers go in, 10 come out, and its weights and biases are the dials that decide how.",
    "Every number can be asked: point at it, focus it or tap it. Every dial can be turned, and every turn undone.",
  ],
  colors: "What the colors mean",
  colorList: [
    ["activation", "Activations are gray, from dark for 0 to light for 1."],
    ["plus", "Above 0: the weight raises the sum."],
    ["minus", "Below 0: the weight lowers the sum. A bar marks it too."],
    ["hatched", "Never trained: the pixel is black in every training image."],
    ["selected", "Selected, or pointed at."],
  ],
  counting: "How to count",
  countingText: "People count from 1: hidden 1, neuron 7 is the seventh neuron of the first hidden layer, and row 1, column 1 is the pixel in the upper left corner. Python counts from 0, so that neuron has index 6. Layer 0 is the image in both. Outputs are called by their digit.",
  dials: "How many dials there are",
  dialsOf: (parts: string, total: string) => `${parts} = ${total}`,
  keys: "Keys",
  keysHelp: "They work wherever nobody types. Tab goes to the next control, arrow keys move inside pictures.",
  openHelp: "show this help",
} as const;
