/** Heights of one group of columns: what stands above and below its table, its header, its rows. */
export type Heights = { top: number; head: number; rows: number[]; foot: number };

/** One page of paper: rows of a group, from and up to. */
export type PrintPage = { group: number; from: number; to: number; foot: boolean };

/**
 * A smaller type by which each group is one page, where there is one that is legible: last rows and notes do not stand alone on a page for a
 * line too much. `size` and `smallest` in points.
 */
export function sizeForOnePage(groups: Heights[], room: number, size: number, smallest: number): number {
  const high = groups.map(({ top, head, rows, foot }) => rows.reduce((sum, row) => sum + row, top + head + foot)).filter((height) => height > room);
  // what is far from a page stays as it is
  const near = high.filter((height) => (height * smallest) / size <= room);
  return near.length === 0 ? size : Math.max(smallest, Math.min(...near.map((height) => (size * room) / height)) * 0.97);
}

/**
 * Rows to pages. Each page has title and header again; no row is cut in two. What stands below the table comes with its last rows, or on a page
 * of its own.
 */
export function cut(groups: Heights[], room: number): PrintPage[] {
  return groups.flatMap(({ top, head, rows, foot }, group) => {
    const pages: PrintPage[] = [];
    let from = 0;
    let used = top + head;
    rows.forEach((row, at) => {
      if (used + row > room && at > from) {
        pages.push({ group, from, to: at, foot: false });
        from = at;
        used = top + head;
      }
      used += row;
    });
    const fits = foot === 0 || used + foot <= room || from === rows.length;
    pages.push({ group, from, to: rows.length, foot: fits });
    if (!fits) pages.push({ group, from: rows.length, to: rows.length, foot: true });
    return pages;
  });
}
