// What happened, in a sentence: in the strip at the foot, where it covers nothing; and a banner where the server is lost.

import { quiet } from "../actions.ts";
import { connection, network, notice } from "../store.ts";
import { WORDS } from "../words/common.ts";
import { WORDS as NOTICE } from "../words/notice.ts";

/** The banner under the bar; as long as there is no network to look at it says everything. */
export function Notice() {
  const isLost = connection.value === "lost";
  return (
    <div class={isLost || (network.value === null && notice.value !== null) ? "notice shown" : "notice"}>
      <p class="notice-lost" role="alert">{isLost ? WORDS.lost : ""}</p>
      {network.value === null && <Message />}
    </div>
  );
}

/** The last sentence for everybody; it stays until it is put away or another comes. */
export function Message() {
  const said = notice.value;
  return (
    <div class={said?.failed === true ? "message failed" : "message"}>
      <p role="status" class="small">{said === null || said.failed ? "" : said.text}</p>
      <p role="alert" class="small">{said?.failed === true ? said.text : ""}</p>
      {said !== null && <button type="button" class="plain" aria-label={NOTICE.dismiss} title={NOTICE.dismiss} onClick={quiet}>{"\u00d7"}</button>}
    </div>
  );
}
