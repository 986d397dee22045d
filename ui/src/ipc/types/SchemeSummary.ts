import type { FormRef } from "./FormRef";

export type SchemeSummary = { code: string; name: string; version: string; units: number; forms: FormRef[] };
