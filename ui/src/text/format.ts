import { t } from "../messages";
import { groupThousands } from "./decimal";

/** Counts of things: 12,345. Figures of the returns come from the core ready to show. */
export const count = (value: number): string => groupThousands(String(value));

const DATE = /^(\d{4})-(\d{2})-(\d{2})/;

/** Month and day, for the strip on top where the year is already in the round's name. */
export function monthDay(iso: string): string {
  const match = DATE.exec(iso);
  return match ? t("date.monthDay", { month: Number(match[2]), day: Number(match[3]) }) : iso;
}

/** 2021-04-06 09:12 out of an ISO time; the core writes local times. */
export function dateTime(iso: string): string {
  return iso.replace("T", " ").slice(0, 16);
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export const seconds = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

const SEPARATOR = /[\\/]/;
export const baseName = (path: string): string => path.split(SEPARATOR).pop() ?? path;

/** Joins with the separator the folder itself uses: the ledger may lie on Windows or on Linux. */
export function joinPath(folder: string, name: string): string {
  // not the root: a name alone lies wherever it is put
  if (folder === "") return name;
  const separator = folder.includes("\\") ? "\\" : "/";
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}
