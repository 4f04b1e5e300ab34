// The dial that is pointed at or selected: what it is, its slope, which way it is to turn, and how much it matters.

import { dials, hovered, layers, selection } from "../../store.ts";
import { formatCount, formatExact, formatPercent, formatShort } from "../../numbers/format.ts";
import { placeName } from "../../panels/inspector/names.ts";
import { WORDS } from "../../words/gradient.ts";
import { indexOf, placeOf } from "../dials/places.ts";
import { gradient } from "./known.ts";

export function Readout() {
  const index = indexOf(layers.value, hovered.value) ?? indexOf(layers.value, selection.value);
  const place = index === null ? null : placeOf(layers.value, index), now = gradient.value;
  const slope = index === null ? 0 : (now?.slopes[index] ?? 0);
  return (
    <div id="gradient-readout" class="gradient-readout" aria-live="polite">
      {index === null || place === null ? <span class="quiet">{WORDS.noDial}</span> : (
        <>
          <strong>{placeName(place)}</strong>
          <span>{WORDS.is(formatExact(dials.value[index] as number))}{now !== null && <>, {WORDS.slope(formatShort(slope))}</>}</span>
          {now !== null && <span class={slope === 0 ? "quiet" : slope > 0 ? "minus" : "plus"}>{WORDS.wish(slope)}</span>}
          {now !== null && <span class="quiet">{WORDS.rank(formatCount(now.ranks[index] ?? 0), formatCount(now.slopes.length), formatPercent(now.length === 0 ? 0 : (slope / now.length) ** 2))}</span>}
        </>
      )}
    </div>
  );
}
