// Along one dial: the cost at 201 of its values, the tangent that the gradient predicts, and the dial to drag along the curve.

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ask, select } from "../../actions.ts";
import { placeName } from "../../panels/inspector/names.ts";
import { formatFixed, formatShort } from "../../numbers/format.ts";
import { connection, dials, hello, layers, score, scoring, selection, SIDE } from "../../store.ts";
import { run } from "../../training.ts";
import { WORDS as COMMON } from "../../words/common.ts";
import { WORDS } from "../../words/landscape.ts";
import { indexOf, placeOf } from "../dials/places.ts";
import { search } from "../dials/search.ts";
import { Go } from "../dials/turning.ts";
import { LineChart } from "./chart.tsx";
import { extent, isMeasured, nearestIn } from "./ground.ts";
import { type Cut, areSame, chosenDial, costAt, goOn, line, look, plane } from "./state.ts";
import { ImagesChoice, Progress, Zoom } from "./tools.tsx";

const SETTLED = 300;

export function LineView() {
  const isOpen = connection.value === "open", now = line.value;
  const own = indexOf(layers.value, selection.value);
  useEffect(() => {
    if (!isOpen || layers.value.length === 0) return;
    if (own !== null && own !== now?.found.dial) { chosenDial.value = own; void look("line"); }
    else if (now !== null || plane.value !== null) void goOn("line");
  }, [own, isOpen]);
  return (
    <section class="along">
      <p class="small quiet landscape-about">{WORDS.lineAbout}</p>
      <Tools />
      {now === null ? <p class="quiet along-waiting" role="status">{isOpen ? WORDS.asking : COMMON.away}</p> : <Line cut={now} />}
    </section>
  );
}

function Tools() {
  const words = useSignal(""), complaint = useSignal("");
  const find = (event: Event) => {
    event.preventDefault();
    const field = { layers: layers.value, dials: dials.value, opened: dials.value, imageWidth: hello.value?.width ?? SIDE, classNames: hello.value?.class_names ?? [], neverTrained: new Set<number>() };
    const found = search(words.value, field), place = placeOf(layers.value, found.mask.indexOf(1));
    complaint.value = words.value.trim() === "" ? "" : place === null || found.unknown !== "" ? WORDS.notFound(words.value.trim()) : "";
    if (place !== null && complaint.value === "" && words.value.trim() !== "") select(place);
  };
  const steepest = () => {
    chosenDial.value = null;
    void look("line").then(() => {
      const place = placeOf(layers.value, line.value?.found.dial ?? -1);
      if (place !== null) select(place);
    });
  };
  return (
    <form class="landscape-tools" onSubmit={find}>
      <label class="landscape-field find-dial">{WORDS.find}
        <input type="search" spellcheck={false} autocomplete="off" placeholder={WORDS.findHint} title={WORDS.findHelp} value={words.value} aria-invalid={complaint.value !== ""}
          onInput={(event) => { words.value = event.currentTarget.value; complaint.value = ""; }} />
      </label>
      <button type="button" title={WORDS.steepestTitle(dials.value.length)} onClick={steepest}>{WORDS.steepest}</button>
      <ImagesChoice />
      <Zoom at="line" />
      {complaint.value !== "" && <p class="small wrong landscape-wrong" role="alert">{complaint.value}</p>}
    </form>
  );
}

function Line({ cut }: { readonly cut: Cut }) {
  const { found, grid } = cut, go = useRef<Go | null>(null);
  const value = dials.value[found.dial] ?? 0, place = placeOf(layers.value, found.dial), name = place === null ? WORDS.dial : placeName(place);
  const isStale = !areSame(dials.value, found.dials, found.dial), isPlaying = run.value?.frame.status === "playing";
  const cost = useCostOf(cut, value), slope = useSlopeOf(cut, value);
  const range = extent(grid.costs);
  useEffect(() => {
    if (!isStale || isPlaying || connection.value !== "open") return;
    const timer = setTimeout(() => { if (!scoring.value) void look("line"); }, SETTLED);
    return () => clearTimeout(timer);
  }, [isStale, isPlaying, dials.value, scoring.value]);
  const turn = (k: number, isDrag: boolean) => {
    if (!isDrag) go.current = null;
    go.current ??= new Go();
    go.current.turn([found.dial], [found.value + (grid.x[k] as number)], WORDS.turned(name));
  };
  const at = nearestIn(grid.x, value - found.value), said = formatCost(cost);
  const label = WORDS.lineLabel(name, grid.x.length, found.value + (grid.x[0] as number), found.value + (grid.x.at(-1) as number), range?.[0] ?? 0, range?.[1] ?? 0, value, said);
  const isFlat = cut.nMeasured === grid.costs.length && range !== null && range[0] === range[1];
  return (
    <>
      <h3 class="along-name">{name} <span class="small quiet">{cut.asked.dial === null ? WORDS.isSteepest : ""}</span></h3>
      <dl class="along-figures">
        <div><dt>{WORDS.dialIs}</dt><dd>{formatFixed(value, 3)}</dd></div>
        <div><dt>{WORDS.costIs}</dt><dd>{said}</dd></div>
        <div title={WORDS.slopeHint}><dt>{WORDS.slopeIs}</dt><dd>{slope === null ? "\u2026" : Number.isFinite(slope) ? formatShort(slope) : WORDS.noNumber}</dd></div>
        <div class="along-right"><dt class="hidden-visually">accuracy</dt><dd class="small quiet">{score.value === null ? "" : WORDS.accuracy(score.value.accuracy)}</dd></div>
      </dl>
      <LineChart cut={cut} value={value} cost={cost} slope={slope} label={label} onTurn={turn} />
      <input class="along-dial" type="range" min="0" max={grid.x.length - 1} step="1" value={at} aria-label={WORDS.slider(name)} aria-valuetext={WORDS.sliderValue(value, said)}
        onInput={(event) => turn(Number(event.currentTarget.value), true)} onChange={() => { go.current = null; }} onBlur={() => { go.current = null; }} />
      {isStale && <p class="small along-stale" role="status">{WORDS.staleLine} {isPlaying && <button type="button" onClick={() => void look("line")}>{WORDS.refresh}</button>}</p>}
      {isFlat && <p class="small">{WORDS.flat}</p>}
      {!isFlat && <Lowest cut={cut} cost={cost} onTurn={(k) => turn(k, false)} />}
      <Progress cut={cut} />
    </>
  );
}

/** The lowest measured point, and how much one dial alone can gain. */
function Lowest({ cut, cost, onTurn }: { readonly cut: Cut; readonly cost: number | null; readonly onTurn: (k: number) => void }) {
  const { grid, found } = cut;
  let best = -1;
  grid.costs.forEach((each, k) => { if (Number.isFinite(each) && (best < 0 || each < (grid.costs[best] as number))) best = k; });
  const isReady = cut.nMeasured === grid.costs.length && best >= 0 && cost !== null, lowest = grid.costs[best] as number;
  return (
    <p class="small along-lowest">{isReady ? WORDS.minimum(found.value + (grid.x[best] as number), lowest, cost) : "\u00a0"}{" "}
      {isReady && lowest < cost && <button type="button" onClick={() => onTurn(best)}>{WORDS.toMinimum}</button>}
    </p>
  );
}

/** The cost where the dial is: of the measured points where it is one of them, otherwise measured now. */
function useCostOf(cut: Cut, value: number): number | null {
  const { grid, found } = cut, extra = useSignal<{ readonly number: number; readonly value: number; readonly cost: number } | null>(null);
  const k = nearestIn(grid.x, value - found.value), isPoint = Math.fround(found.value + (grid.x[k] as number)) === value;
  const known = value === found.value ? found.cost ?? Infinity : isPoint && isMeasured(grid.costs[k]) ? (grid.costs[k] as number) : null;
  useEffect(() => {
    if (known !== null || connection.value !== "open") return;
    const timer = setTimeout(() => {
      void costAt(cut, value - found.value, 0).then((cost) => { if (cost !== null) extra.value = { number: found.number, value, cost }; });
    }, 60);
    return () => clearTimeout(timer);
  }, [known === null, value, found.number]);
  return known ?? (extra.value?.value === value && extra.value.number === found.number ? extra.value.cost : null);
}

/** The slope where the dial is, asked when it rests; null until it is there. */
function useSlopeOf({ found }: Cut, value: number): number | null {
  const asked = useSignal<{ readonly number: number; readonly value: number; readonly slope: number } | null>(null);
  const isFirst = value === found.value;
  useEffect(() => {
    if (isFirst || connection.value !== "open") return;
    const timer = setTimeout(() => {
      void ask({ kind: "landscape-slope", number: found.number, x: value - found.value }).then((answer) => {
        if (answer !== null) asked.value = { number: found.number, value, slope: answer.slope ?? NaN };
      });
    }, 200);
    return () => clearTimeout(timer);
  }, [isFirst, value, found.number]);
  if (isFirst) return found.slope;
  return asked.value?.value === value && asked.value.number === found.number ? asked.value.slope : null;
}

function formatCost(cost: number | null): string {
  return cost === null ? "\u2026" : Number.isFinite(cost) ? formatShort(cost) : WORDS.noNumber;
}

