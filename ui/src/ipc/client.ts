import type { ArgsOf, CommandName, OnProgress, ResultOf } from "./commands";
import type { DropEvent, Picked, Transport } from "./transport";
import type { AppError } from "./types/AppError";
import type { Purpose } from "./types/Purpose";

// Loaded on demand, so that the mock's data never weighs on the start of the real program.
async function chosen(): Promise<Transport> {
  if ("__TAURI_INTERNALS__" in window) return (await import("./tauri")).tauriTransport;
  const { served } = await import("./http");
  return served() ?? (await import("./mock")).createMock(new URLSearchParams(window.location.search).get("mock") ?? "");
}
const transport = chosen();

export async function call<C extends CommandName>(command: C, args: ArgsOf<C>, onProgress?: OnProgress): Promise<ResultOf<C>> {
  return (await transport).call(command, args, onProgress);
}

type AskForPath = (why: AppError, suggested: string) => Promise<string | null>;
let askForPath: AskForPath | null = null;

/** Where no file dialog can be shown, a path is asked for by other means. */
export function whenNoDialog(ask: AskForPath): void {
  askForPath = ask;
}

async function pick(purpose: Purpose, suggested = ""): Promise<Picked> {
  try {
    return await (await transport).pick(purpose, suggested);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code !== "dialog.none" || !askForPath) throw thrown;
    const path = await askForPath(error, suggested);
    return { paths: path === null ? [] : [await call("type_path", { purpose, path })] };
  }
}

async function pickOne(purpose: Purpose, suggested?: string): Promise<string | null> {
  const { paths, refused } = await pick(purpose, suggested);
  if (refused !== undefined) throw refused;
  return paths[0] ?? null;
}

export const pickFiles = () => pick("returns");
export const pickFolder = () => pick("return-folder");
export const pickLedger = () => pickOne("ledger");
export const pickScheme = () => pickOne("scheme");
export const pickNewLedger = (suggested: string) => pickOne("new-ledger", suggested);
export const pickWorkbook = (suggested: string) => pickOne("workbook", suggested);
export const pickOutFolder = () => pickOne("out-folder");
export const onDrop = async (handler: (event: DropEvent) => void) => (await transport).onDrop(handler);
export const deliver = async (path: string) => (await transport).deliver(path);
export const writesIntoFolders = async () => (await transport).writesIntoFolders;

/** What a rejected call carries. Anything else is a fault of ours and is shown as it stands. */
export function toAppError(thrown: unknown): AppError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown) {
    const args = "args" in thrown && typeof thrown.args === "object" ? (thrown.args as Record<string, string>) : {};
    return { code: String(thrown.code), message: String(thrown.message), args };
  }
  return { code: "unexpected", message: thrown instanceof Error ? thrown.message : String(thrown), args: {} };
}
