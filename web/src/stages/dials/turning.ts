// Turning dials in one go: all moments of a drag, of a stroke or of a held key are one turn to undo.

import { turnDials } from "../../actions.ts";
import { canRedo } from "../../history.ts";
import { dials } from "../../store.ts";

const PAUSE = 700;

/** One go. Its first turn stands by itself, the others join it. */
export class Go {
  #hasBegun = false;

  turn(indices: readonly number[], values: readonly number[], label: string): void {
    const before = dials.value;
    turnDials(indices, values, label, this.#hasBegun);
    this.#hasBegun ||= dials.value !== before;
  }
}

let latest: { readonly about: string; readonly go: Go; readonly at: number } | null = null;

/** The go that presses of keys and turns of the wheel belong to, as long as they are about one thing and
 * follow at once, with no undo in between. */
export function goOn(about: string): Go {
  const now = performance.now();
  const go = latest !== null && !canRedo.value && latest.about === about && now - latest.at < PAUSE ? latest.go : new Go();
  latest = { about, go, at: now };
  return go;
}

