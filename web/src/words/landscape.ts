// The words of landscape.

export const WORDS = {
  title: "Landscape",
} as const;
