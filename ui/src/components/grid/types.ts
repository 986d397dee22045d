/** What a grid shows. Figures come ready as text; the grid never formats. */
export type GridColumn = {
  key: string;
  name: string;
  width: number;
  align: "left" | "right" | "center";
  /** Share of the room that is left over when the grid is wider than its columns. */
  grow?: number;
};

export type GridHeaderCell = { text: string; row: number; column: number; rows: number; columns: number };

export type GridCell = { text: string; tone?: string; title?: string };

export type GridRow = {
  id: number;
  tone?: string;
  cells: GridCell[];
  /** Attributes of the row's element, such as data-testid. */
  attributes?: Record<string, string>;
};

export type GridPage = { total: number; rows: GridRow[] };
export type LoadPage = (offset: number, limit: number) => Promise<GridPage>;

/** Rows being chosen, by their places: one alone, all from one to another, one more or less, or all. */
export type GridPick = { from: number; to: number; mode: "one" | "range" | "toggle" | "all" };
export type GridSort = { column: number; descending: boolean };
export type GridPosition = { row: number; column: number };
export type GridActivation = GridPosition & { id: number };

/** Of the selected cells; null sum when no figure is among them. */
export type GridSelectionInfo = { cells: number; rows: number; sum: { count: number; sum: string; average: string } | null };
