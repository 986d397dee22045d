import { REPORTING as TOLD, type Commands } from "./types/Commands";
import type { Progress } from "./types/Progress";

export type { Commands };
export type CommandName = keyof Commands;
export type ArgsOf<C extends CommandName> = Commands[C]["args"];
export type ResultOf<C extends CommandName> = Commands[C]["result"];
export type OnProgress = (progress: Progress) => void;

/** Commands that tell how far they are. */
export const REPORTING: ReadonlySet<CommandName> = new Set(TOLD);
