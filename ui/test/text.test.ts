import { describe, expect, it } from "vitest";
import { bySeverity } from "../src/components/severity";
import { sumOf } from "../src/text/decimal";
import { count, dateTime, fileSize, joinPath, monthDay } from "../src/text/format";

describe("sums of selected figures", () => {
  it("are decimal, not binary", () => {
    expect(sumOf(["0.1", "0.2"])).toEqual({ count: 2, sum: "0.3", average: "0.15" });
  });
  it("understand thousands and minus, and leave out what is no figure", () => {
    expect(sumOf(["1,250.50", "-0.50", "无", "", "12.5%", "约80"])).toEqual({ count: 2, sum: "1,250.00", average: "625.00" });
  });
  it("round the average half away from zero", () => {
    expect(sumOf(["1", "0", "0"])?.average).toBe("0.33");
    expect(sumOf(["-0.01", "0"])?.average).toBe("-0.01");
  });
  it("hold beyond the reach of floats", () => {
    expect(sumOf(["9007199254740993", "2"])?.sum).toBe("9,007,199,254,740,995");
  });
  it("are none without a figure", () => {
    expect(sumOf(["无", "1,25"])).toBeNull();
  });
});

describe("what the frame shows", () => {
  it("groups thousands", () => expect([0, 999, 1000, 1234567].map(count)).toEqual(["0", "999", "1,000", "1,234,567"]));
  it("writes dates", () => {
    expect(monthDay("2021-04-10")).toBe("4月10日");
    expect(dateTime("2021-04-06T10:31:07")).toBe("2021-04-06 10:31");
  });
  it("writes sizes", () => expect([512, 184_320, 3_145_728].map(fileSize)).toEqual(["512 B", "180 KB", "3.0 MB"]));
  it("joins paths in the folder's own way", () => {
    expect(joinPath("D:\\汇总", "a.xlsx")).toBe("D:\\汇总\\a.xlsx");
    expect(joinPath("/home/u/", "a.xlsx")).toBe("/home/u/a.xlsx");
  });
});

describe("severity order", () => {
  it("puts one A above many C", () => {
    const many = { a: 0, b: 0, c: 9, d: 0 };
    const grave = { a: 1, b: 0, c: 0, d: 0 };
    const clean = { a: 0, b: 0, c: 0, d: 0 };
    expect([clean, many, grave].sort(bySeverity)).toEqual([grave, many, clean]);
  });
});
