// What the view says in which images are moved, turned, scaled, thickened or made noisy.

import { formatCount, formatPercent } from "../numbers/format.ts";

const UNITS: Readonly<Record<string, string>> = { right: "px", down: "px", scale: "\u00d7", rotation: "\u00b0", thickness: "px", noise: "", inversion: "" };
const TITLES: Readonly<Record<string, string>> = { right: "Shift to the right", down: "Shift down", scale: "Size", rotation: "Rotation", thickness: "Thickness", noise: "Noise", inversion: "Inversion" };

export const WORDS = {
  title: "Shift",
  about: (n: number) => `Move a slider: the image on the left changes, and the curve shows how many of the first ${formatCount(n)} test images are still read when all change so.`,
  back: "Image as it was",
  progress: (done: number, of: number) => (done < of ? `${formatCount(done)} of ${formatCount(of)} points measured.` : `All ${formatCount(of)} points measured.`),
  name: (sweep: string) => TITLES[sweep] ?? sweep,
  amount: (sweep: string, value: number) => `${value > 0 && sweep !== "scale" && sweep !== "noise" && sweep !== "inversion" ? "+" : ""}${String(value).replace("-", "\u2212")}\u202f${UNITS[sweep] ?? ""}`.trim(),
  reads: (right: number, of: number) => `${formatPercent(right / of, 1)} read`,
  unknown: "not measured yet",
  chart: (name: string, at: string, reads: string, low: string, high: string) => `${name}: share of test images read, from ${low} to ${high}; at ${at} ${reads}.`,
} as const;
