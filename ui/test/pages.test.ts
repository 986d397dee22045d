import { describe, expect, it } from "vitest";
import { cut, sizeForOnePage } from "../src/app/pages";

const rows = (count: number, height = 10) => Array.from({ length: count }, () => height);

describe("printed pages", () => {
  it("have as many rows as there is room for, and lose none", () => {
    expect(cut([{ top: 20, head: 10, rows: rows(12), foot: 0 }], 80)).toEqual([
      { group: 0, from: 0, to: 5, foot: false },
      { group: 0, from: 5, to: 10, foot: false },
      { group: 0, from: 10, to: 12, foot: true },
    ]);
  });

  it("end with the notes, on a page of their own where there is no room", () => {
    expect(cut([{ top: 0, head: 10, rows: rows(4), foot: 30 }], 80)).toEqual([{ group: 0, from: 0, to: 4, foot: true }]);
    expect(cut([{ top: 0, head: 10, rows: rows(6), foot: 30 }], 80)).toEqual([
      { group: 0, from: 0, to: 6, foot: false },
      { group: 0, from: 6, to: 6, foot: true },
    ]);
  });

  it("are one page in slightly smaller type where notes or the last rows would stand alone, never below what is legible", () => {
    const of = (count: number, foot: number) => ({ top: 10, head: 10, rows: rows(count), foot });
    const size = (groups: ReturnType<typeof of>[]) => sizeForOnePage(groups, 200, 10, 8);
    expect(size([of(18, 0)])).toBe(10);
    expect(size([of(40, 0)])).toBe(10);
    for (const group of [of(18, 20), of(19, 0), of(20, 20)]) {
      const smaller = size([group, of(40, 0)]);
      expect(smaller).toBeLessThan(10);
      expect(smaller).toBeGreaterThanOrEqual(8);
      const by = smaller / 10;
      const drawn = { top: group.top * by, head: group.head * by, rows: group.rows.map((row) => row * by), foot: group.foot * by };
      expect(cut([drawn], 200)).toHaveLength(1);
    }
  });

  it("go on with the next columns when the rows are done", () => {
    const group = { top: 0, head: 10, rows: rows(10), foot: 0 };
    expect(cut([group, group], 80).map(({ group: of, from, to }) => [of, from, to])).toEqual([[0, 0, 7], [0, 7, 10], [1, 0, 7], [1, 7, 10]]);
  });

  it("have a row to themselves that is higher than a page", () => {
    expect(cut([{ top: 0, head: 10, rows: [10, 200, 10], foot: 0 }], 80).map(({ from, to }) => [from, to])).toEqual([[0, 1], [1, 2], [2, 3]]);
  });
});
