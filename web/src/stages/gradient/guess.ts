// What somebody guesses before the answer is shown: which way the cost goes, or by how much.

export type Way = "up" | "down" | "same";

export interface Guess {
  readonly way: Way | null;
  /** A number, as it was typed; empty where only the way is guessed. */
  readonly text: string;
}

export const NO_GUESS: Guess = { way: null, text: "" };

/** The number in a text, with a comma or a true minus too; null where there is none. */
export function numberIn(text: string): number | null {
  const plain = text.trim().replace("\u2212", "-").replace(",", "."), number = Number(plain);
  return plain === "" || !Number.isFinite(number) ? null : number;
}

export function isGuessed({ way, text }: Guess): boolean {
  return way !== null || numberIn(text) !== null;
}

export function wayOf(change: number): Way {
  return change > 0 ? "up" : change < 0 ? "down" : "same";
}

/** Whether the way was right, and by what factor a number was too large; null where there is none to tell. */
export function judge(guess: Guess, measured: number): { readonly isRight: boolean; readonly times: number | null } {
  const number = numberIn(guess.text);
  const way = guess.way ?? wayOf(number ?? 0);
  return { isRight: way === wayOf(measured), times: number === null || measured === 0 ? null : number / measured };
}
