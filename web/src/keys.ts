// Every action has a key; the list is what the help shows. Keys do nothing while somebody types.

import { redo, undo } from "./actions.ts";

export interface Key {
  /** As KeyboardEvent.key says it; "Ctrl+" in front for Control or Command. */
  readonly key: string;
  /** What it does, for people. */
  readonly does: string;
  readonly run: () => void;
}

const KEYS: Key[] = [];

/** Add keys; a module adds its own when it is loaded. Each has one action: tests/keys.test.ts sees to that. */
export function addKeys(keys: readonly Key[]): void {
  KEYS.push(...keys);
}

/** All keys, for the help. */
export function allKeys(): readonly Key[] {
  return KEYS;
}

export function listenToKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
    const name = (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.shiftKey && event.ctrlKey ? "Shift+" : "") + event.key;
    const found = KEYS.find((key) => key.key === name);
    if (found === undefined) return;
    event.preventDefault();
    found.run();
  });
}

/** Whether keys are letters here, and no commands. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=range], [type=checkbox], [type=radio]), textarea, select");
}

addKeys([
  { key: "Ctrl+z", does: "undo the last turn of a dial", run: undo },
  { key: "Ctrl+Shift+Z", does: "do it again", run: redo },
]);
