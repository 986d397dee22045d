import { Channel, invoke } from "@tauri-apps/api/core";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { open, save } from "@tauri-apps/plugin-dialog";
import { t } from "../messages";
import { REPORTING } from "./commands";
import type { Progress } from "./types/Progress";
import type { SaveKind, Transport } from "./transport";

// zip is a wish of every clerk; et and xls are what WPS and old Excel write.
const RETURN_EXTENSIONS = ["xlsx", "xls", "xlsm", "xlsb", "et", "ods", "csv", "zip"];

const saveFilter = (kind: SaveKind) =>
  kind === "ledger"
    ? { name: t("dialog.ledger"), extensions: ["xbh"] }
    : { name: t("dialog.workbook"), extensions: ["xlsx"] };

/** A dialog that cannot be shown would look like one that was cancelled. */
async function dialog<T>(show: () => Promise<T>): Promise<T> {
  await invoke("dialogs_ready");
  return show();
}

export const tauriTransport: Transport = {
  call(command, args, onProgress) {
    if (!REPORTING.has(command)) return invoke(command, args);
    const channel = new Channel<Progress>();
    if (onProgress) channel.onmessage = onProgress;
    return invoke(command, { ...args, onProgress: channel });
  },
  async pickFiles() {
    const filters = [
      { name: t("dialog.returns"), extensions: RETURN_EXTENSIONS },
      { name: t("dialog.anyFile"), extensions: ["*"] },
    ];
    return (await dialog(() => open({ multiple: true, filters }))) ?? [];
  },
  pickFolder: () => dialog(() => open({ directory: true })),
  pickLedger: () => dialog(() => open({ filters: [saveFilter("ledger")] })),
  pickScheme: () => dialog(() => open({ filters: [{ name: t("dialog.scheme"), extensions: ["toml"] }] })),
  pickSavePath: (suggested, kind) => dialog(() => save({ defaultPath: suggested, filters: [saveFilter(kind)] })),
  onDrop: (handler) =>
    getCurrentWebview().onDragDropEvent(({ payload }) => {
      if (payload.type === "drop") handler({ type: "drop", paths: payload.paths });
      else handler({ type: payload.type === "leave" ? "leave" : "over" });
    }),
};
