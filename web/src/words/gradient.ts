// The words of gradient.

export const WORDS = {
  title: "Gradient",
} as const;
