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

type AskForPath = (why: AppError, suggested: string) => Promise<string | null>;
let askForPath: AskForPath | null = null;

/** Where no file dialog can be shown, a path is asked for by other means. */
export function whenNoDialog(ask: AskForPath): void {
  askForPath = ask;
}

async function picked<T>(pick: (transport: Transport) => Promise<T | null>, typed: (path: string) => T, suggested = ""): Promise<T | null> {
  try {
    return await pick(await transport);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code !== "dialog.none" || !askForPath) throw thrown;
    const path = await askForPath(error, suggested);
    return path === null ? null : typed(path);
  }
}

const asItIs = (path: string) => path;
export const pickFiles = async () => (await picked((from) => from.pickFiles(), (path) => [path])) ?? [];
export const pickFolder = () => picked((from) => from.pickFolder(), asItIs);
export const pickLedger = () => picked((from) => from.pickLedger(), asItIs);
export const pickScheme = () => picked((from) => from.pickScheme(), asItIs);
export const pickSavePath = (suggested: string, kind: SaveKind) => picked((from) => from.pickSavePath(suggested, kind), asItIs, suggested);
export const onDrop = async (handler: (event: DropEvent) => void) => (await transport).onDrop(handler);

/** What a rejected call carries. Anything else is a fault of ours and is shown as it stands. */
export function toAppError(thrown: unknown): AppError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown) {
    const args = "args" in thrown && typeof thrown.args === "object" ? (thrown.args as Record<string, string>) : {};
    return { code: String(thrown.code), message: String(thrown.message), args };
  }
  return { code: "unexpected", message: thrown instanceof Error ? thrown.message : String(thrown), args: {} };
}
