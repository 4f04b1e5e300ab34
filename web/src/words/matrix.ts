// The sentences of the matrix view.

export const WORDS = {
  title: "One layer as a matrix",
  layer: "Layer",
  choice: (name: string, nOut: number, nIn: number) => `${name}: ${nOut} × ${nIn}`,
  equation: (l: number, symbol: string) => `a(${l}) = ${symbol}(W a(${l - 1}) + b)`,
  parts: { result: (l: number) => `a(${l})`, matrix: "W", before: (l: number) => `a(${l})`, bias: "b" },
  rows: "Rows of the matrix, one for each neuron",
  row: (j: number, name: string, b: string, z: string, a: string) => `row ${j} of W, ${name}: b = ${b}, z = ${z}, a = ${a}`,
  cell: (j: number, i: number, w: string, from: string, a: string, product: string) => `W[${j}, ${i}] = ${w}, from ${from}: × ${a} = ${product}`,
  hint: "Row j belongs to neuron j. Python counts from 0.",
  python: "The whole layer at once",
  loops: "The same as loops",
  comment: (j: number, a: string) => `# row ${j} gives ${a}`,
  time: "Time both on this computer",
  timing: "Being timed…",
  timed: (loops: string, matrix: string, times: string) => `Loops ${loops} ms, matrix ${matrix} ms: simpler, and ${times} times as fast.`,
  untimed: "One image through this layer, both ways.",
  fan: (name: string) => `Its connections: ${name}`,
  legend: (top: string) => `W: −${top} to +${top}`,
} as const;
