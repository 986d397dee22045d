import type { Coverage } from "./Coverage";
import type { HeaderCell } from "./HeaderCell";
import type { TableColumn } from "./TableColumn";

export type TableHead = { id: string; title: string; period: string; unitNote: string; coverage: Coverage; columns: TableColumn[]; headerRows: number; header: HeaderCell[]; pinned: number; rows: number; note: string | null };
