// The Python of what one rolls: asked for when one points at it, and again when it changes.

import { useEffect, useRef } from "preact/hooks";
import { pointAt, showPythonOf } from "../../actions.ts";
import type { PythonAsk } from "../../messages.ts";
import { type PythonDetails, pythonPanel } from "../../store.ts";

/** Handlers for the panel. */
export function useMeant(panel: PythonAsk["panel"], details: PythonDetails) {
  const newest = useRef(details);
  newest.current = details;
  useEffect(() => {
    if (pythonPanel.peek() === panel) showPythonOf(panel, details);
  }, [JSON.stringify(details)]);
  const meant = () => pointAt(panel, () => newest.current);
  return { onPointerEnter: meant, onFocusCapture: meant };
}
