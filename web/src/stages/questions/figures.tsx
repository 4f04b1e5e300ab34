// The figures of an experiment, as the library draws them, in the colors of the page.

import { useEffect, useRef, useState } from "preact/hooks";
import { ask } from "../../actions.ts";
import type { QuestionCourse } from "../../messages.ts";
import { colors } from "../network/colors.ts";
import { WORDS } from "../../words/questions.ts";

const MIDDLE = 128;

export function Figures({ now }: { readonly now: QuestionCourse }) {
  const theme = colors.value.paperRgb[1] < MIDDLE ? "dark" : "light";
  return <>{now.figures.map((name) => <Figure key={`${now.name} ${name} ${theme} ${now.seeds.join()}`} name={name} theme={theme} />)}</>;
}

function Figure({ name, theme }: { readonly name: string; readonly theme: "light" | "dark" }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [title, setTitle] = useState("");
  useEffect(() => {
    let isWanted = true;
    const draw = async () => {
      const figure = await ask({ kind: "question-figure", figure: name, theme });
      if (figure === null || !isWanted) return;
      const picture = await createImageBitmap(new Blob([figure.png.slice()], { type: "image/png" }));
      const place = canvas.current;
      if (place === null || !isWanted) return;
      [place.width, place.height] = [picture.width, picture.height];
      place.getContext("2d")?.drawImage(picture, 0, 0);
      setTitle(figure.title);
    };
    void draw();
    return () => { isWanted = false; };
  }, []);
  return (
    <figure class="question-figure">
      {title === "" && <p class="small quiet" role="status">{WORDS.drawing}</p>}
      <canvas ref={canvas} width={0} height={0} role="img" aria-label={title === "" ? WORDS.drawing : title} />
    </figure>
  );
}
