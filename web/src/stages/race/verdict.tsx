// Who wins, by how much, and whether other seeds could have decided otherwise.

import type { RaceFrame } from "../../messages.ts";
import { WORDS } from "../../words/race.ts";

export function Verdict({ frame }: { readonly frame: RaceFrame }) {
  const isOn = frame.status === "racing", [found, sure] = sentences(frame);
  return (
    <div class="race-verdict" role={isOn ? undefined : "status"}>
      <p><strong>{found}</strong> {sure}</p>
      <p class="small quiet">{frame.status === "stopped" ? WORDS.stopped : frame.status === "finished" ? WORDS.onTest : ""}</p>
    </div>
  );
}

/** What was found, and how sure that is. */
export function sentences(frame: RaceFrame): readonly [string, string] {
  const [first, second] = frame.ranking.map((place) => frame.runners[place]);
  if (first?.median === null || first?.median === undefined || first.low === null || first.high === null) return [WORDS.waiting, ""];
  const { name, median, low, high } = first;
  if (frame.status === "racing") return [WORDS.leads(name, median), ""];
  if (frame.runners.every(({ n_diverged, lanes }) => n_diverged === lanes.length)) return [WORDS.allDiverged, ""];
  if (second === undefined) return [WORDS.alone(name, median, low, high), ""];
  if (frame.margin === 0) return [WORDS.tie(name, second.name, median), ""];
  const said = (frame.status === "finished" ? WORDS.wins : WORDS.ahead)(name, median, frame.margin, second.name);
  return [said, frame.seeds.length === 1 ? WORDS.oneSeed : sureness(frame, low, high)];
}

/** The winner's range against that of whoever comes nearest to it with a good seed. */
function sureness(frame: RaceFrame, low: number, high: number): string {
  const others = frame.ranking.slice(1).flatMap((place) => frame.runners[place] ?? []);
  const rival = others.reduce((best, other) => ((other.high ?? 0) > (best.high ?? 0) ? other : best));
  if (frame.is_clear) return WORDS.clear(frame.seeds.length, low, rival.high ?? 0);
  return WORDS.within(WORDS.range(low, high), rival.name, WORDS.range(rival.low ?? 0, rival.high ?? 0));
}
