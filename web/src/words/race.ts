// The words of race.

export const WORDS = {
  title: "Race",
} as const;
