// The input: a pad to draw on, what the network sees of it, and other images to look at.

import { useState } from "preact/hooks";
import { image } from "../store.ts";
import { WORDS } from "../words/input.ts";
import { TestImages } from "./input/browser.tsx";
import { ImageChanges } from "./input/changes.tsx";
import { Pad } from "./input/pad.tsx";
import { readFirst } from "./input/pictures.ts";
import { Seen } from "./input/seen.tsx";
import { Tabs } from "./input/tabs.tsx";
import { Tools } from "./input/tools.tsx";
import { Upload, usePasting } from "./input/upload.tsx";
import { Values } from "./input/values.tsx";

const TABS = [
  { name: "images", words: WORDS.images, panel: TestImages },
  { name: "change", words: WORDS.change, panel: ImageChanges },
  { name: "picture", words: WORDS.picture, panel: Upload },
] as const;

export function Input() {
  const [isOver, setOver] = useState(false);
  usePasting();
  return (
    <section
      class="input" aria-label={WORDS.title} data-over={isOver}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); readFirst(event.dataTransfer?.files); }}
    >
      <Title />
      <Pad />
      <Tools />
      <Seen />
      <Tabs tabs={TABS} label={WORDS.more} />
      <Values />
    </section>
  );
}

/** What one looks at. A component of its own, so that a stroke renders no more than has to follow it. */
function Title() {
  return <h2>{WORDS.origin(image.value.origin)}</h2>;
}
