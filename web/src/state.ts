// The one state of the page, and the one function that changes it.

import type { Info } from "./info.ts";

export type State =
  | { readonly kind: "loading" }
  | { readonly kind: "ready"; readonly info: Info }
  | { readonly kind: "failed"; readonly reason: string };

export type Message =
  | { readonly kind: "asked" }
  | { readonly kind: "answered"; readonly info: Info }
  | { readonly kind: "refused"; readonly reason: string };

export const START: State = { kind: "loading" };

/** Return the state after a message. What is known stays on the page while it is asked for again. */
export function reduce(state: State, message: Message): State {
  switch (message.kind) {
    case "asked":
      return state.kind === "ready" ? state : START;
    case "answered":
      return { kind: "ready", info: message.info };
    case "refused":
      return { kind: "failed", reason: message.reason };
    default:
      return message satisfies never;
  }
}
