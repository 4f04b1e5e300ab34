// The tools of the pad: pen, eraser, taking back, clearing, and how thick the pen is.

import { addKeys } from "../../keys.ts";
import { WORDS } from "../../words/input.ts";
import { canTakeBack, clearPad, isBlank, setThickness, setTool, takeBack, thickness, tool } from "./drawing.ts";

const THINNEST = 0.5, THICKEST = 6;

export function Tools() {
  return (
    <>
      <div class="tools" role="group" aria-label={WORDS.tools}>
        <button type="button" aria-pressed={tool.value === "pen"} onClick={() => setTool("pen")}>{WORDS.pen}</button>
        <button type="button" aria-pressed={tool.value === "eraser"} onClick={() => setTool("eraser")} title="e">{WORDS.eraser}</button>
        <button type="button" disabled={!canTakeBack.value} onClick={takeBack} title="Backspace">{WORDS.undo}</button>
        <button type="button" disabled={isBlank.value} onClick={clearPad} title="Delete">{WORDS.clear}</button>
      </div>
      <label class="slider">
        <span>{WORDS.thickness}</span>
        <input
          type="range" min={THINNEST} max={THICKEST} step="0.05" value={thickness.value}
          aria-valuetext={WORDS.thicknessValue(thickness.value)}
          onInput={(event) => setThickness(event.currentTarget.valueAsNumber)}
        />
        <output>{WORDS.thicknessValue(thickness.value)}</output>
      </label>
    </>
  );
}

addKeys([
  { key: "d", does: WORDS.padKey, run: () => document.getElementById("pad")?.focus() },
  { key: "e", does: WORDS.eraserKey, run: () => setTool(tool.value === "pen" ? "eraser" : "pen") },
  { key: "Backspace", does: WORDS.undoKey, run: takeBack },
  { key: "Delete", does: WORDS.clearKey, run: clearPad },
]);
