// The sentences that belong to no panel.

export const WORDS = {
  data: "Data",
  loadingData: "Loading\u2026",
  dataHint: "What lies on this computer; choosing opens the first network for it",
  kept: (name: string) => `Saved as ${name}.`,
  notFinite: "A dial takes a number between \u22123e38 and 3e38.",
  reverted: "turned every dial back",
  loading: "Asking the server for the network.",
  fetching: "One moment\u2026",
  asking: "Asking the server.",
  away: "The server is away: start perceptible lab again, and this view goes on by itself.",
  unfetched: "This view could not be fetched: load the page again, nothing of yours is lost.",
  reload: "Load the page again",
  lost: "The server does not answer. The page goes on with what it has, and connects again by itself. To start it: perceptible lab",
  noKey: "This browser has no key to the server. Open the address that perceptible lab printed.",
} as const;
