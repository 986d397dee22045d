export type CellAddress = { sheet: string | null; row: number; column: number };

const SHAPE = /^(?:(.+)!)?\$?([A-Z]{1,3})\$?(\d+)(?::.*)?$/;

/** "Sheet1!D7" or "'Sheet 1'!$D$7" to 0-based row and column; of a range, its first cell. */
export function parseAddress(text: string): CellAddress | null {
  const match = SHAPE.exec(text.trim());
  if (!match) return null;
  const [, sheet, letters = "", digits = ""] = match;
  return { sheet: sheet === undefined ? null : unquote(sheet), row: Number(digits) - 1, column: columnIndex(letters) };
}

const unquote = (sheet: string) => (/^'.*'$/.test(sheet) ? sheet.slice(1, -1).replaceAll("''", "'") : sheet);

function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

export function columnLetters(index: number): string {
  let letters = "";
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return letters;
}

export const cellName = (row: number, column: number): string => columnLetters(column) + String(row + 1);
