// A dialog in the middle of the page: Escape closes it, and the focus stays inside.

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface DialogProps {
  readonly title: string;
  readonly about: string;
  readonly onDone: () => void;
  readonly onSubmit: () => void;
  readonly children: ComponentChildren;
}

export function Dialog({ title, about, onDone, onSubmit, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="dialog" aria-label={title} onClose={onDone} onKeyDown={(event) => event.stopPropagation()}>
      <form method="dialog" onSubmit={(event) => { event.preventDefault(); onSubmit(); }}>
        <h2 class="large">{title}</h2>
        <p class="quiet">{about}</p>
        {children}
      </form>
    </dialog>
  );
}
