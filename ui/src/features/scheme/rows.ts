/** Rows in which every one of the words stands, somewhere. */
export function rowsWith(rows: string[][], words: string): string[][] {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== "");
  if (wanted.length === 0) return rows;
  return rows.filter((cells) => {
    const text = cells.join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
