import type { Coverage } from "./Coverage";
import type { ExportSheet } from "./ExportSheet";
import type { Severities } from "./Severities";

export type ExportPreview = { folder: string; fileName: string; sheets: ExportSheet[]; coverage: Coverage; severities: Severities };
