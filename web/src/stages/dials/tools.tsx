// Above the wall: find, sort, what is shown, and how large.

import { useRef } from "preact/hooks";
import { hover, select, showDials } from "../../actions.ts";
import { dials, layers, shows } from "../../store.ts";
import type { Shows } from "../../store.ts";
import { WORDS } from "../../words/dials.ts";
import { placeOf } from "./places.ts";
import type { Sorting } from "./search.ts";
import { CELLS, cell, cellChoice, found, query, sortAgain, sorting } from "./sight.ts";

export function WallTools({ onFound }: { readonly onFound: (index: number) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const { count, unknown, mask } = found.value;
  const goToFirst = () => {
    const index = mask.indexOf(1), place = placeOf(layers.value, index);
    if (place === null) return;
    select(place);
    hover(null);
    onFound(index);
  };
  return (
    <div class="wall-tools" role="search">
      <input ref={field} id="find-dials" class="find" type="search" aria-label={WORDS.search} placeholder={WORDS.searchHint} title={WORDS.searchHelp}
        spellcheck={false} autocomplete="off" value={query.value} onInput={(event) => { query.value = event.currentTarget.value; }}
        onKeyDown={(event) => { if (event.key === "Enter") goToFirst(); }} />
      <output class="small found" aria-live="polite">{query.value === "" ? "" : WORDS.found(count, dials.value.length)}</output>
      <select aria-label={WORDS.sort} value={sorting.value} onChange={(event) => { sorting.value = event.currentTarget.value as Sorting; }}>
        {Object.entries(WORDS.sorts).map(([name, words]) => <option key={name} value={name}>{words}</option>)}
      </select>
      {sorting.value !== "place" && <button type="button" onClick={sortAgain}>{WORDS.sortAgain}</button>}
      <select aria-label={WORDS.shows} value={shows.value} onChange={(event) => showDials(event.currentTarget.value as Shows)}>
        {Object.entries(WORDS.showsNames).map(([name, words]) => <option key={name} value={name}>{words}</option>)}
      </select>
      <span class="zooming">
        <button type="button" aria-label={WORDS.smaller} title={WORDS.smaller} disabled={cell.value === CELLS[0]} onClick={() => zoomBy(-1)}>{"\u2212"}</button>
        <button type="button" aria-label={WORDS.larger} title={WORDS.larger} disabled={cell.value === CELLS.at(-1)} onClick={() => zoomBy(1)}>+</button>
      </span>
      {unknown !== "" && <p class="small wrong-words" role="status">{WORDS.unknown(unknown)}</p>}
    </div>
  );
}

function zoomBy(steps: 1 | -1): void {
  const at = CELLS.findIndex((size) => size >= cell.value) + steps;
  cellChoice.value = CELLS[Math.min(CELLS.length - 1, Math.max(0, at))] as number;
}
