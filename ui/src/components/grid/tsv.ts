/** Text for the clipboard as Excel and WPS read it: tabs between cells, a line a row, quotes only where they are needed. */
export function toTsv(rows: string[][]): string {
  return rows.map((row) => row.map(quote).join("\t")).join("\r\n");
}

function quote(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** True when the text has reached the clipboard. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

// Older WebKitGTK refuses the clipboard API on its own schemes; the old way still works there.
function copyByCommand(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.style.cssText = "position:fixed;opacity:0";
  const before = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}
