import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeInfo } from "../src/info.ts";

const LAYER = {
  name: "output", activation: "sigmoid", n_inputs: 16, n_neurons: 10, n_weights: 160, n_biases: 10, n_parameters: 170,
};
const INFO = { version: "0.1.0", network: { sizes: [16, 10], n_parameters: 170, layers: [LAYER] } };

test("what the server counted arrives unchanged", () => {
  const info = decodeInfo(INFO);
  assert.equal(info.version, "0.1.0");
  assert.equal(info.network.nParameters, 170);
  assert.equal(info.network.layers[0]?.nWeights, 160);
});

test("a field that is missing or of another kind is named", () => {
  assert.throws(() => decodeInfo({ ...INFO, version: 1 }), /version is 1, expected a text/);
  assert.throws(() => decodeInfo({ version: "0.1.0" }), /network is missing, expected an object/);
  assert.throws(() => decodeInfo({ ...INFO, network: { ...INFO.network, n_parameters: -1 } }), /n_parameters is -1/);
});
