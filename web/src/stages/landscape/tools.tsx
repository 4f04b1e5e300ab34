// What line and plane share: over which images, how far one looks, and how much is measured.

import { connection, hello } from "../../store.ts";
import { WORDS } from "../../words/landscape.ts";
import { type Cut, type Way, choices, images, look, way, zoomBy } from "./state.ts";

/** Over which images the cost is averaged. */
export function ImagesChoice() {
  const all = choices(), { split, n } = images.value, at = all.findIndex((each) => each.split === split && each.n === n);
  const { n_test = 0, n_train = 0 } = hello.value ?? {};
  return (
    <label class="landscape-field">{WORDS.images}
      <select value={String(at)} onChange={(event) => { images.value = all[Number(event.currentTarget.value)] ?? images.value; void look(way.value); }}>
        {all.map((each, k) => <option key={k} value={String(k)}>{WORDS.imagesOf(each.split, each.n, each.split === "test" ? n_test : n_train)}</option>)}
      </select>
    </label>
  );
}

/** How far one looks to both sides. */
export function Zoom({ at }: { readonly at: Way }) {
  return (
    <span class="landscape-zoom">
      <button type="button" title={WORDS.closerTitle} onClick={() => void zoomBy(at, 0.5)}>{WORDS.closer}</button>
      <button type="button" title={WORDS.furtherTitle} onClick={() => void zoomBy(at, 2)}>{WORDS.further}</button>
    </span>
  );
}

/** How much is measured, over which images, in what time. */
export function Progress({ cut }: { readonly cut: Cut }) {
  const all = cut.grid.costs.length, { asked, found } = cut, { n_test = 0, n_train = 0 } = hello.value ?? {};
  const over = WORDS.imagesOf(asked.split, found.n_images, asked.split === "test" ? n_test : n_train);
  const isOver = cut.nMeasured === all, text = isOver ? WORDS.measured(all, over, cut.seconds) : WORDS.measuring(cut.nMeasured, all);
  return (
    <p class="small quiet landscape-progress">
      <progress max={all} value={cut.nMeasured} aria-label={WORDS.measuring(cut.nMeasured, all)} hidden={isOver} />
      <span role="status">{isOver ? text : ""}</span><span aria-hidden="true">{isOver ? "" : text}</span>{connection.value === "open" ? "" : ` ${WORDS.lost}`}
    </p>
  );
}
