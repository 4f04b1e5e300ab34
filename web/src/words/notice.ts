// What stands around a sentence for everybody.

export const WORDS = {
  dismiss: "put this message away",
} as const;
