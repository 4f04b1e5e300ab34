// Puts something at a place, in pixels.

/** The style of what stands `left` and `top` of its parent's corner; with a size where that is given. */
export function spot(left: number, top: number, width?: number, height?: number): Record<string, string> {
  const style: Record<string, string> = { left: `${left}px`, top: `${top}px` };
  if (width !== undefined) style["width"] = `${width}px`;
  if (height !== undefined) style["height"] = `${height}px`;
  return style;
}
