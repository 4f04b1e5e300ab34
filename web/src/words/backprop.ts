// The words of backprop.

export const WORDS = {
  title: "Backpropagation",
} as const;
