import type { ArgsOf, CommandName, OnProgress, ResultOf } from "./commands";
import type { Purpose } from "./types/Purpose";

/** Paths that came, and why others did not. */
export type Picked = { paths: string[]; refused?: unknown };

export type DropEvent = { type: "over" } | { type: "leave" } | ({ type: "drop" } & Picked);

/** All that the pages need from outside: over Tauri, over HTTP, or in the browser alone. */
export type Transport = {
  call<C extends CommandName>(command: C, args: ArgsOf<C>, onProgress?: OnProgress): Promise<ResultOf<C>>;
  /** A file dialog; empty when it was cancelled. */
  pick(purpose: Purpose, suggested: string): Promise<Picked>;
  onDrop(handler: (event: DropEvent) => void): Promise<() => void>;
  /** Hands over a file that was written; where the officer finds it. */
  deliver(path: string): Promise<string>;
  /** Whether a folder can be chosen to write into. */
  writesIntoFolders: boolean;
};
