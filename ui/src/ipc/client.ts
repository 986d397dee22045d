import type { ArgsOf, CommandName, OnProgress, ResultOf } from "./commands";
import type { DropEvent, SaveKind, Transport } from "./transport";
import type { AppError } from "./types/AppError";

// Loaded on demand, so that the mock's data never weighs on the start of the real program.
const transport: Promise<Transport> =
  "__TAURI_INTERNALS__" in window
    ? import("./tauri").then((module) => module.tauriTransport)
    : import("./mock").then((module) => module.createMock(new URLSearchParams(window.location.search).get("mock") ?? ""));

export async function call<C extends CommandName>(command: C, args: ArgsOf<C>, onProgress?: OnProgress): Promise<ResultOf<C>> {
  return (await transport).call(command, args, onProgress);
}

export const pickFiles = async () => (await transport).pickFiles();
export const pickFolder = async () => (await transport).pickFolder();
export const pickLedger = async () => (await transport).pickLedger();
export const pickSavePath = async (suggested: string, kind: SaveKind) => (await transport).pickSavePath(suggested, kind);
export const onDrop = async (handler: (event: DropEvent) => void) => (await transport).onDrop(handler);

/** What a rejected call carries. Anything else is a fault of ours and is shown as it stands. */
export function toAppError(thrown: unknown): AppError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown) {
    const args = "args" in thrown && typeof thrown.args === "object" ? (thrown.args as Record<string, string>) : {};
    return { code: String(thrown.code), message: String(thrown.message), args };
  }
  return { code: "unexpected", message: thrown instanceof Error ? thrown.message : String(thrown), args: {} };
}
