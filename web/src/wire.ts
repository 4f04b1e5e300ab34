// Reads a binary message of the server: text, and behind it arrays as they lie in its memory (wire.py).

export interface Reply {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
}

/** Turn a message into its values; arrays are views of the message's own memory. */
export function decode(message: ArrayBuffer): Reply {
  const length = new DataView(message).getUint32(0, true);
  const text = new TextDecoder().decode(new Uint8Array(message, 4, length));
  const start = 4 + length;
  return JSON.parse(text, (_name, value) => (isArray(value) ? arrayOf(message, start, value.$array) : value)) as Reply;
}

type Described = readonly [kind: "float32" | "uint8", start: number, length: number];

function isArray(value: unknown): value is { readonly $array: Described } {
  return typeof value === "object" && value !== null && "$array" in value;
}

function arrayOf(message: ArrayBuffer, start: number, [kind, place, length]: Described) {
  return kind === "uint8"
    ? new Uint8Array(message, start + place, length)
    : new Float32Array(message, start + place, length);
}
