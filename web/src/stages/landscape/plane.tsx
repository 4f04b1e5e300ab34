// Over a plane: a map and a surface of the cost, filled in coarse to fine, and the path of the training with what of it the plane contains.

import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { goTo } from "../../actions.ts";
import { connection, dials, network } from "../../store.ts";
import { lookedAt, run } from "../../training.ts";
import { WORDS as COMMON } from "../../words/common.ts";
import { WORDS } from "../../words/landscape.ts";
import { type Heights, extent, isMeasured } from "./ground.ts";
import { Map } from "./map.tsx";
import { type Cut, type PlaneKind, SIDES, areSame, goOn, hasPath, isAsking, kind, look, moveTo, moved, plane, seed, side } from "./state.ts";
import { Surface } from "./surface.tsx";
import { ImagesChoice, Progress, Zoom } from "./tools.tsx";

const KINDS = Object.keys(WORDS.kinds) as PlaneKind[];

export function PlaneView() {
  const isOpen = connection.value === "open", isThere = network.value !== null, now = plane.value, isMissing = kind.value === "path" && !hasPath();
  const by = useSignal<Heights>("log");
  useEffect(() => {
    if (!isOpen || !isThere || isMissing) return;
    if (plane.value?.asked.of !== kind.value) void look("plane");
    else void goOn("plane");
  }, [isOpen, isThere, isMissing, kind.value, side.value]);
  return (
    <section class="over">
      <div class="choice" role="group" aria-label={WORDS.planeGroup}>
        {KINDS.map((name) => <button key={name} type="button" aria-pressed={kind.value === name} onClick={() => { kind.value = name; }}>{WORDS.kinds[name]}</button>)}
      </div>
      <p class="small quiet landscape-about">{WORDS.about[kind.value]}</p>
      {isMissing ? <NoPath /> : (
        <>
          <Tools by={by.value} onScale={(next) => { by.value = next; }} />
          {now === null || now.asked.of !== kind.value ? <p class="quiet over-waiting" role="status">{isOpen ? WORDS.asking : COMMON.away}</p> : <Plane cut={now} by={by.value} />}
        </>
      )}
    </section>
  );
}

function NoPath() {
  return <div class="over-waiting"><p>{WORDS.noPathLong}</p><p><button type="button" class="primary" onClick={() => goTo("train")}>{WORDS.toTrain}</button></p></div>;
}

function Tools({ by, onScale }: { readonly by: Heights; readonly onScale: (by: Heights) => void }) {
  const typed = useSignal(String(seed.value)), isBad = !/^\d{1,9}$/.test(typed.value.trim());
  return (
    <div class="landscape-tools">
      <ImagesChoice />
      {kind.value !== "path" && (
        <label class="landscape-field" title={WORDS.seedTitle}>{WORDS.seed}
          <input type="text" inputMode="numeric" value={typed.value} aria-invalid={isBad} onInput={(event) => { typed.value = event.currentTarget.value; }}
            onChange={() => { if (!isBad) { seed.value = Number(typed.value); void look("plane"); } }} />
        </label>
      )}
      <label class="landscape-field">{WORDS.points}
        <select value={String(side.value)} onChange={(event) => { side.value = Number(event.currentTarget.value); }}>{SIDES.map((n) => <option key={n} value={String(n)}>{WORDS.nPoints(n)}</option>)}</select>
      </label>
      <label class="landscape-field">{WORDS.heights}
        <select value={by} onChange={(event) => onScale(event.currentTarget.value as Heights)}>{(["log", "linear"] as const).map((name) => <option key={name} value={name}>{WORDS.heightNames[name]}</option>)}</select>
      </label>
      <Zoom at="plane" />
      {isBad && <p class="small wrong landscape-wrong" role="alert">{WORDS.badSeed}</p>}
    </div>
  );
}

function Plane({ cut, by }: { readonly cut: Cut; readonly by: Heights }) {
  const { found, grid } = cut, spot = useSignal<number | null>(null), kept = useSignal<number | null>(null);
  const chosen = spot.value ?? kept.value, x = chosen === null ? 0 : (grid.x[chosen % grid.x.length] ?? 0), y = chosen === null ? 0 : (grid.y[Math.floor(chosen / grid.x.length)] ?? 0);
  const cost = chosen === null ? undefined : grid.costs[chosen], here = hereOn(cut);
  const path: (readonly [number, number])[] = Array.from({ length: found.path_steps.length }, (_, k) => [found.path[2 * k] as number, found.path[2 * k + 1] as number]);
  const marks = { spot: chosen === null ? null : [x, y] as const, here, path };
  const range = extent(grid.costs) ?? [0, 0], isOld = isStale(cut) && here === null;
  const axes = WORDS.axes[kind.value], label = WORDS.mapLabel(WORDS.kinds[kind.value], grid.costs.length, range[0], range[1], WORDS.cost(found.cost));
  return (
    <>
      <div class="over-views">
        <Map grid={grid} by={by} marks={marks} axes={axes} label={label} chosen={chosen} onSpot={(k) => { spot.value = k; }} onKeep={(k) => { kept.value = k; }} />
        <Surface grid={grid} by={by} marks={marks} onSpot={(k) => { spot.value = k; }} />
      </div>
      <div class="over-readout">
        <p class="small" aria-live="polite">{chosen === null ? <span class="quiet">{WORDS.spotNonePlane}</span>
          : WORDS.spot(x, y, isMeasured(cost) ? WORDS.cost(cost) : WORDS.notYet) + (isMeasured(cost) ? WORDS.against(cost, found.cost ?? 0) : "")}</p>
        <button type="button" title={WORDS.moveTitle} disabled={kept.value === null || chosen === null} onClick={() => void moveTo(cut, x, y)}>{WORDS.move}</button>
      </div>
      {found.share === null ? <p class="small quiet">{WORDS.noPath}</p> : <Honesty share={found.share} n={found.path_steps.length} isPath={found.of === "path"} />}
      {isOld && <p class="small along-stale" role="status">{found.of === "path" ? WORDS.stalePath : WORDS.stalePlane} <button type="button" disabled={isAsking.value} onClick={() => void look("plane")}>{WORDS.refresh}</button></p>}
      <Progress cut={cut} />
      <Table cut={cut} />
    </>
  );
}

/** How much of the training's movement the plane contains. */
function Honesty({ share, n, isPath }: { readonly share: number; readonly n: number; readonly isPath: boolean }) {
  return (
    <p class="small over-share" title={WORDS.shareTitle(n)}><strong>{WORDS.shareName}</strong> <span class="over-meter" aria-hidden="true"><span style={{ width: `${100 * Math.min(1, Math.max(0, share))}%` }} /></span> <span>{WORDS.share(share, isPath)}</span></p>
  );
}

/** The same for those who do not see the map, once it is whole. */
function Table({ cut }: { readonly cut: Cut }) {
  const { grid, asked } = cut, isWhole = cut.nMeasured === grid.costs.length;
  return useMemo(() => !isWhole || asked.of === "dial" ? null : (
    <div class="hidden-visually"><table>
      <caption>{WORDS.planeTable(WORDS.kinds[asked.of])}</caption>
      <thead><tr>{WORDS.planeHead.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
      <tbody>{[...grid.costs].map((cost, k) => (
        <tr key={k}><td>{grid.x[k % grid.x.length]}</td><td>{grid.y[Math.floor(k / grid.x.length)]}</td><td>{Number.isFinite(cost) ? cost : WORDS.noNumber}</td></tr>
      ))}</tbody>
    </table></div>
  ), [isWhole, grid.costs]);
}

/** Where the network of the page is on the plane; null where it is elsewhere. */
function hereOn({ found }: Cut): readonly [number, number] | null {
  const to = moved.value, now = dials.value;
  if (to !== null && to.number === found.number && areSame(now, to.dials)) return [to.x, to.y];
  if (areSame(now, found.dials)) return [0, 0];
  const step = lookedAt.value ?? run.value?.frame.step, k = step === undefined ? -1 : found.path_steps.indexOf(step);
  return k < 0 || found.of !== "path" || run.value?.frame.status === "playing" ? null : [found.path[2 * k] as number, found.path[2 * k + 1] as number];
}

function isStale({ found }: Cut): boolean {
  return !areSame(dials.value, found.dials);
}
