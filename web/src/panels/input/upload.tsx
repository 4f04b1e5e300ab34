// A picture of one's own: a file, or whatever is dropped on the panel or pasted anywhere on the page.

import { useEffect, useRef } from "preact/hooks";
import { WORDS } from "../../words/input.ts";
import { Picture } from "./picture.tsx";
import { type Step, isReading, lastPicture, readFirst } from "./pictures.ts";

const LONGEST_SIDE = 104; // of a step on the page

export function Upload() {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div class="upload">
      <input
        ref={chooser} type="file" accept="image/*" class="hidden-visually" tabIndex={-1} aria-label={WORDS.choose}
        onChange={(event) => {
          readFirst(event.currentTarget.files);
          event.currentTarget.value = ""; // the same file can be chosen again
        }}
      />
      <button type="button" disabled={isReading.value} onClick={() => chooser.current?.click()}>{WORDS.choose}</button>
      <p class="small quiet">{isReading.value ? WORDS.readingPicture : WORDS.drop}</p>
      {lastPicture.value !== null && <Steps />}
    </div>
  );
}

function Steps() {
  const { steps = [], inkColor = "" } = lastPicture.value ?? {};
  return (
    <>
      <ol class="picture-steps" aria-label={WORDS.steps}>{steps.map((step) => <StepOf key={step.name} {...step} />)}</ol>
      <p class="small quiet">{WORDS.inkColor(inkColor)}</p>
    </>
  );
}

function StepOf({ name, width, height, pixels }: Step) {
  const words = WORDS.step[name] ?? name;
  return (
    <li>
      <Picture values={pixels} width={width} height={height} scale={fitted(Math.max(width, height))} label="" white={255} />
      <span>{words}</span>
    </li>
  );
}

/** Small pictures are enlarged to whole pixels, which stay crisp. */
function fitted(longest: number): number {
  const scale = LONGEST_SIDE / longest;
  return scale < 1 ? scale : Math.floor(scale);
}

/** While the panel is there, pictures can be pasted anywhere on the page. */
export function usePasting(): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => readFirst(event.clipboardData?.files) && event.preventDefault();
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, []);
}
