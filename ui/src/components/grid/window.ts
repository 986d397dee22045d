/** Which rows and columns must exist as elements for what is in sight. Pure arithmetic, so that it can be tested. */

export type Span = { from: number; to: number };

/** Rows in sight plus `overscan` on both sides; `to` is exclusive. */
export function rowSpan(scrollTop: number, height: number, rowHeight: number, total: number, overscan: number): Span {
  const from = Math.max(0, Math.floor(scrollTop / rowHeight) - overscan);
  const to = Math.min(total, Math.ceil((scrollTop + height) / rowHeight) + overscan);
  return { from: Math.min(from, to), to };
}

/** The span widened to whole blocks, so that it changes once for many rows. */
export function inBlocks(span: Span, block: number, total: number): Span {
  return { from: Math.floor(span.from / block) * block, to: Math.min(total, Math.ceil(span.to / block) * block) };
}

/** Left edges of the columns, and one more: the full width. */
export function edgesOf(widths: number[]): number[] {
  const edges = [0];
  for (const width of widths) edges.push((edges[edges.length - 1] ?? 0) + width);
  return edges;
}

/** Columns that touch [left, right), plus `overscan` on both sides; `to` is exclusive. */
export function columnSpan(edges: number[], left: number, right: number, overscan: number): Span {
  const total = edges.length - 1;
  const from = firstAbove(edges, left) - 1;
  let to = from;
  while (to < total && (edges[to] ?? 0) < right) to += 1;
  return { from: Math.max(0, from - overscan), to: Math.min(total, to + overscan) };
}

function firstAbove(edges: number[], value: number): number {
  let low = 1;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Column widths when `room` pixels are there: what is left over goes to the columns that grow. */
export function stretch(widths: number[], grow: number[], room: number): number[] {
  const spare = room - widths.reduce((sum, width) => sum + width, 0);
  const shares = grow.reduce((sum, share) => sum + share, 0);
  if (spare <= 0 || shares === 0) return widths;
  return widths.map((width, index) => width + Math.floor((spare * (grow[index] ?? 0)) / shares));
}
