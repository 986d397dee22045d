import { Channel, invoke } from "@tauri-apps/api/core";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import type { Transport } from "./transport";
import type { Progress } from "./types/Progress";

export const tauriTransport: Transport = {
  call(command, args, onProgress) {
    const progress = new Channel<Progress>();
    if (onProgress) progress.onmessage = onProgress;
    return invoke("call", { verb: command, arguments: args, progress });
  },
  // Dialogs are shown by the program, which knows then what was chosen: a page could say anything.
  pick: (purpose, suggested) => tauriTransport.call("pick", { purpose, suggested }).then((paths) => ({ paths })),
  onDrop: (handler) =>
    getCurrentWebview().onDragDropEvent(({ payload }) => {
      if (payload.type === "drop") handler({ type: "drop", paths: payload.paths });
      else handler({ type: payload.type === "leave" ? "leave" : "over" });
    }),
  deliver: (path) => Promise.resolve(path),
  writesIntoFolders: true,
};
