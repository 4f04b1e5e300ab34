// What the server says about the network, checked once where it enters the page.

export interface LayerInfo {
  readonly name: string;
  readonly activation: string;
  readonly nInputs: number;
  readonly nNeurons: number;
  readonly nWeights: number;
  readonly nBiases: number;
  readonly nParameters: number;
}

export interface NetworkInfo {
  readonly sizes: readonly number[];
  readonly nParameters: number;
  readonly layers: readonly LayerInfo[];
}

export interface Info {
  readonly version: string;
  readonly network: NetworkInfo;
}

/** Turn the server's JSON into an Info, or throw an Error that names the field that is not as expected. */
export function decodeInfo(json: unknown): Info {
  const network = record(record(json, "info")["network"], "network");
  return {
    version: text(record(json, "info")["version"], "version"),
    network: {
      sizes: list(network["sizes"], "sizes").map((size) => count(size, "sizes")),
      nParameters: count(network["n_parameters"], "n_parameters"),
      layers: list(network["layers"], "layers").map(decodeLayer),
    },
  };
}

function decodeLayer(json: unknown): LayerInfo {
  const layer = record(json, "layer");
  return {
    name: text(layer["name"], "name"),
    activation: text(layer["activation"], "activation"),
    nInputs: count(layer["n_inputs"], "n_inputs"),
    nNeurons: count(layer["n_neurons"], "n_neurons"),
    nWeights: count(layer["n_weights"], "n_weights"),
    nBiases: count(layer["n_biases"], "n_biases"),
    nParameters: count(layer["n_parameters"], "n_parameters"),
  };
}

function record(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw unexpected(name, value, "an object");
}

function list(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw unexpected(name, value, "a list");
}

function text(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  throw unexpected(name, value, "a text");
}

function count(value: unknown, name: string): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw unexpected(name, value, "a whole number of at least 0");
}

function unexpected(name: string, value: unknown, expected: string): Error {
  return new Error(`the server's ${name} is ${JSON.stringify(value) ?? "missing"}, expected ${expected}`);
}
