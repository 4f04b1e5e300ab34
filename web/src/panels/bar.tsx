// The bar on top: which network, what of it, forward and back, theme and help.

import { goTo, openHelp, redo, revert, setTheme, turnedDials, undo } from "../actions.ts";
import { canRedo, canUndo, nextRedo, nextUndo } from "../history.ts";
import { addKeys } from "../keys.ts";
import { MODES, MODE_NAMES, goToMode, goToNextMode, goToView, modeOf } from "../modes.ts";
import { type Stage, type Theme, dials, helpOpen, stage, theme } from "../store.ts";
import { WORDS } from "../words/bar.ts";
import { NetworkChoice } from "./bar/choice.tsx";
import { Transport } from "./bar/transport.tsx";
import { Icon } from "./icon.tsx";

const THEMES = Object.entries(WORDS.themes) as [Theme, string][];

export function Bar() {
  return (
    <header class="bar">
      <h1 class="brand">{WORDS.brand}</h1>
      <NetworkChoice />
      <Turns />
      <Tabs />
      {modeOf(stage.value) === "see" && <Transport />}
      <div class="bar-end">
        <label class="theme-choice" title={WORDS.theme}>
          <span class="hidden-visually">{WORDS.theme}</span>
          <Icon name="theme" />
          <select value={theme.value} onChange={(event) => setTheme(event.currentTarget.value as Theme)}>
            {THEMES.map(([name, words]) => <option key={name} value={name}>{words}</option>)}
          </select>
        </label>
        <button type="button" class="icon" aria-label={WORDS.help} title={`${WORDS.help} (?)`} aria-expanded={helpOpen.value} onClick={() => openHelp(!helpOpen.value)}>?</button>
      </div>
    </header>
  );
}

/** Undo, redo, revert; each says what it will do. */
function Turns() {
  void dials.value;
  const nTurned = turnedDials().length;
  return (
    <div class="turns" role="group" aria-label={WORDS.undo}>
      <Turn name="undo" says={WORDS.undoes(nextUndo.value)} can={canUndo.value} run={undo} />
      <Turn name="redo" says={WORDS.redoes(nextRedo.value)} can={canRedo.value} run={redo} />
      <Turn name="revert" says={WORDS.reverts(nTurned)} can={nTurned > 0} run={revert} />
    </div>
  );
}

interface TurnProps {
  readonly name: "undo" | "redo" | "revert";
  readonly says: string;
  readonly can: boolean;
  readonly run: () => void;
}

function Turn({ name, says, can, run }: TurnProps) {
  return <button type="button" class="icon" aria-label={says} title={says} disabled={!can} onClick={run}><Icon name={name} /></button>;
}

/** What the page is for now, and the views of that as tabs: arrow keys go from one to the next. */
function Tabs() {
  const mode = modeOf(stage.value), names: readonly Stage[] = MODES[mode];
  const go = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    goTo(names[(names.indexOf(stage.value) + step + names.length) % names.length] as Stage);
    const list = event.currentTarget as HTMLElement;
    requestAnimationFrame(() => list.querySelector<HTMLElement>("[aria-selected='true']")?.focus());
  };
  return (
    <div class="bar-modes">
      <div class="zoom-choice" role="group" aria-label={WORDS.mode}>
        {MODE_NAMES.map((name) => <button key={name} type="button" aria-pressed={mode === name} title={`${WORDS.modeHints[name]} (m)`} onClick={() => goToMode(name)}>{WORDS.modes[name]}</button>)}
      </div>
      <div class="bar-tabs" role="tablist" aria-label={WORDS.modes[mode]} onKeyDown={go}>
        {names.map((name, k) => (
          <button key={name} type="button" role="tab" id={`tab-${name}`} aria-selected={stage.value === name} aria-controls="stage"
            tabIndex={stage.value === name ? 0 : -1} title={`${WORDS.stages[name]} (${k + 1})`} onClick={() => goTo(name)}>{WORDS.stages[name]}</button>
        ))}
      </div>
    </div>
  );
}

addKeys([
  { key: "m", does: "see, learn, or ask", run: goToNextMode },
  ...Array.from({ length: 9 }, (_, k) => ({ key: String(k + 1), does: WORDS.goesTo(k), run: () => goToView(k) })),
]);
