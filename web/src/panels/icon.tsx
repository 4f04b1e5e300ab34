// Small drawings for buttons, all on a field of 16 x 16 and in the color of the text.

const PATHS = {
  undo: "M6 3 2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H6",
  redo: "M10 3l3.500 3.500L10 10M13 6.500H6.500a4 4 0 0 0 0 8H10",
  revert: "M3 3v4h4M3.300 7A5.500 5.500 0 1 1 3 10",
  first: "M3 3v10M13 3 6 8l7 5z",
  back: "M10.500 3 4 8l6.500 5z",
  step: "M5.500 3 12 8l-6.500 5z",
  play: "M4 2.500 13 8l-9 5.500z",
  pause: "M4.500 3v10M11.500 3v10",
  instant: "M9 1.500 3.500 9H8l-1 5.500L12.500 7H8z",
  theme: "M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12",
  down: "M3.500 6 8 10.500 12.500 6",
} as const;

export type IconName = keyof typeof PATHS;
const FILLED: readonly IconName[] = ["first", "back", "step", "play", "instant"];

export function Icon({ name }: { readonly name: IconName }) {
  const fill = FILLED.includes(name) ? "currentColor" : "none";
  return (
    <svg class="icon-drawing" width="16" height="16" viewBox="0 0 16 16" fill={fill} stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
