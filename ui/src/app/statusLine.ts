import { shallowRef } from "vue";
import type { GridSelectionInfo } from "../components/grid/types";
import { t } from "../messages";
import { count } from "../text/format";

/** The left end of the status line: what is selected, or what has just been done. */
const selection = shallowRef("");
const notice = shallowRef("");
/** What can be done about what has just been done. */
export type NoticeAction = { label: string; run: () => void };
const action = shallowRef<NoticeAction | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

function describe(info: GridSelectionInfo | null): string {
  if (!info) return "";
  const cells = count(info.cells);
  if (!info.sum || info.cells === 1) return t("status.cells", { cells });
  return t("status.sums", { ...info.sum, cells });
}

function clear(): void {
  notice.value = "";
  action.value = null;
}

function say(text: string, what: NoticeAction | null = null): void {
  notice.value = text;
  action.value = what;
  clearTimeout(timer);
  // who may want to take something back needs time to read what it was
  timer = setTimeout(clear, what ? 30_000 : 6000);
}

export const statusLine = {
  selection,
  notice,
  action,
  showSelection(info: GridSelectionInfo | null) {
    selection.value = describe(info);
  },
  show(text: string) {
    selection.value = text;
  },
  say,
  sayCopied(cells: number | null) {
    say(cells === null ? t("status.copyFailed") : t("status.copied", { cells: count(cells) }));
  },
};
