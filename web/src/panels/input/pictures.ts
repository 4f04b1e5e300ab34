// Pictures from outside: chosen, dropped or pasted; the library prepares them as MNIST was.

import { batch, signal } from "@preact/signals";
import { quiet, tell } from "../../actions.ts";
import { N_PIXELS } from "../../store.ts";
import { WORDS } from "../../words/input.ts";
import { replaceImage } from "./drawing.ts";

export interface Step {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

interface Read {
  readonly pixels: readonly number[];
  readonly steps: readonly { readonly name: string; readonly width: number; readonly height: number; readonly pixels: string }[];
  readonly ink_color: string;
}

const LARGEST = 2 * 1024 * 1024;

/** The last picture that was read, and how. */
export const lastPicture = signal<{ readonly name: string; readonly steps: readonly Step[]; readonly inkColor: string } | null>(null);
export const isReading = signal(false);

/** Read a picture and show it; a failure is told to everybody. */
export async function readPicture(file: File): Promise<void> {
  if (file.size > LARGEST) return tell(WORDS.tooLarge, true);
  isReading.value = true;
  try {
    const response = await fetch("api/picture", { method: "POST", body: file });
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok && isRead(answer)) show(file.name, answer);
    else tell(messageOf(answer) ?? WORDS.brokenAnswer, true);
  } catch {
    tell(WORDS.lostPicture, true);
  } finally {
    isReading.value = false;
  }
}

/** The first file among those dropped, pasted or chosen; text is left alone. */
export function readFirst(files: FileList | null | undefined): boolean {
  const file = files?.[0];
  if (file === undefined) return false;
  if (file.type !== "" && !file.type.startsWith("image/")) tell(WORDS.noPicture, true);
  else void readPicture(file);
  return true;
}

function show(name: string, { pixels, steps, ink_color }: Read): void {
  const words = WORDS.pictureName(name);
  batch(() => {
    quiet();
    lastPicture.value = { name: words, steps: steps.map((step) => ({ ...step, pixels: bytesOf(step.pixels) })), inkColor: ink_color };
    replaceImage(Float32Array.from(pixels), { kind: "picture", name: words });
  });
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function isRead(answer: unknown): answer is Read {
  return typeof answer === "object" && answer !== null && "pixels" in answer && Array.isArray(answer.pixels) && answer.pixels.length === N_PIXELS;
}

function messageOf(answer: unknown): string | null {
  const { error } = (answer ?? {}) as { error?: { message?: unknown } };
  return typeof error?.message === "string" ? error.message : null;
}
