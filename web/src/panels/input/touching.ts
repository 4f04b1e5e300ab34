// Which strokes an eraser touches.

/** Whether two paths come within `reach` of each other; a path is x and y by turns. */
export function touches(one: readonly number[], other: readonly number[], reach: number): boolean {
  return pieces(one).some((a) => pieces(other).some((b) => distance(a, b) <= reach));
}

type Piece = readonly [x1: number, y1: number, x2: number, y2: number];

/** The straight pieces of a path; a single point is a piece without length. */
function pieces(path: readonly number[]): Piece[] {
  const found: Piece[] = [];
  const [x = 0, y = 0] = path;
  if (path.length === 2) return [[x, y, x, y]];
  for (let k = 2; k < path.length; k += 2) {
    found.push([path[k - 2] as number, path[k - 1] as number, path[k] as number, path[k + 1] as number]);
  }
  return found;
}

/** The distance of two straight pieces: 0 where they cross, otherwise from an end of one to the other. */
function distance(a: Piece, b: Piece): number {
  if (cross(a, b)) return 0;
  const [ax, ay, bx, by] = a, [cx, cy, dx, dy] = b;
  return Math.min(toPiece(ax, ay, b), toPiece(bx, by, b), toPiece(cx, cy, a), toPiece(dx, dy, a));
}

function cross([ax, ay, bx, by]: Piece, [cx, cy, dx, dy]: Piece): boolean {
  return side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0;
}

function side(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}

function toPiece(x: number, y: number, [ax, ay, bx, by]: Piece): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}
