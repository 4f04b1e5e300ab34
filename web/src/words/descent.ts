// The words of descent.

export const WORDS = {
  title: "Descent",
} as const;
