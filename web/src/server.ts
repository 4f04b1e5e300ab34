// The door to the server: each function asks one question and answers with a message.

import { decodeInfo } from "./info.ts";
import type { Message } from "./state.ts";
import { WORDS } from "./words.ts";

/** Ask which network this is. */
export async function askInfo(): Promise<Message> {
  try {
    const response = await fetch("api/info", { headers: { accept: "application/json" } });
    if (response.status === 401) return { kind: "refused", reason: WORDS.noCookie };
    if (!response.ok) return { kind: "refused", reason: WORDS.badAnswer(response.status) };
    return { kind: "answered", info: decodeInfo(await response.json()) };
  } catch (error) {
    const lost = error instanceof TypeError; // what fetch throws where nobody answers
    return { kind: "refused", reason: lost ? WORDS.noServer : String(error) };
  }
}
