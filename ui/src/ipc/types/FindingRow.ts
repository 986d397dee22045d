import type { Finding } from "./Finding";
import type { FormRef } from "./FormRef";
import type { UnitRef } from "./UnitRef";

export type FindingRow = Finding & { unit: UnitRef; form: FormRef; returnId: number; version: number; file: string };
