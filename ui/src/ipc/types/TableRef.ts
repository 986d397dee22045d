import type { FormRef } from "./FormRef";

export type TableRef = { id: string; title: string; form: FormRef };
