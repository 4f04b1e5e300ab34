// What a view says until its answer is there: that it is asked for, or what to do where the server is away.

import { connection } from "../store.ts";
import { WORDS } from "../words/common.ts";

export function Waits({ words = WORDS.asking }: { readonly words?: string }) {
  return <p class="quiet" role="status">{connection.value === "open" ? words : WORDS.away}</p>;
}
