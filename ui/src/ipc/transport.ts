import type { ArgsOf, CommandName, OnProgress, ResultOf } from "./commands";

export type DropEvent = { type: "over" } | { type: "leave" } | { type: "drop"; paths: string[] };
export type SaveKind = "ledger" | "workbook";

/** All that the pages need from outside. One over Tauri, one in the browser alone. */
export type Transport = {
  call<C extends CommandName>(command: C, args: ArgsOf<C>, onProgress?: OnProgress): Promise<ResultOf<C>>;
  pickFiles(): Promise<string[]>;
  pickFolder(): Promise<string | null>;
  pickLedger(): Promise<string | null>;
  pickScheme(): Promise<string | null>;
  pickSavePath(suggested: string, kind: SaveKind): Promise<string | null>;
  onDrop(handler: (event: DropEvent) => void): Promise<() => void>;
};
