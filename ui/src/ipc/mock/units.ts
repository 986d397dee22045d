import type { FormRef } from "../types/FormRef";
import type { LedgerInfo } from "../types/LedgerInfo";
import type { UnitRef } from "../types/UnitRef";

const XINGTAI: [string, string][] = [
  ["130502", "襄都区"], ["130503", "信都区"], ["130505", "任泽区"], ["130506", "南和区"], ["130522", "临城县"], ["130523", "内丘县"],
  ["130524", "柏乡县"], ["130525", "隆尧县"], ["130528", "宁晋县"], ["130529", "巨鹿县"], ["130530", "新河县"], ["130531", "广宗县"],
  ["130532", "平乡县"], ["130533", "威县"], ["130534", "清河县"], ["130535", "临西县"], ["130581", "南宫市"], ["130582", "沙河市"],
  ["130571", "邢台经济开发区"], ["130572", "邢东新区"],
];
export const MISSING = new Set(["广宗县", "新河县"]);

const LONG = ["孟村回族自治县科学技术和工业信息化局", "大厂回族自治县科学技术和工业信息化局", "宽城满族自治县科学技术局", "涞源县科技局"];

export function unitsFor(mode: string): UnitRef[] {
  const xingtai = XINGTAI.map(([code, name]) => ({ code, name }));
  if (mode === "one") return [{ code: "130930", name: LONG[0] ?? "" }];
  if (mode !== "large") return xingtai;
  return Array.from({ length: 3000 }, (_, index) =>
    xingtai[index] ?? { code: String(200000 + index), name: `${LONG[index % LONG.length]}${index % 7 === 0 ? `第${index}分局` : ""}` },
  );
}

export const FORMS: FormRef[] = [
  { code: "S1", name: "主要指标", kind: "matrix" },
  { code: "S3", name: "高企名单", kind: "roster" },
];

export function ledgerFor(mode: string, path = "D:\\科技统计\\2021\\邢台2021.xbh"): LedgerInfo {
  return {
    path,
    fileName: path.split(/[\\/]/).pop() ?? path,
    schemeName: "邢台市科技创新报表",
    schemeVersion: "2021",
    organiser: "邢台市科学技术局",
    sample: path.includes("示例"),
    nextRound: "2021Q2",
    leftOut: [],
    nextForms: FORMS.map(({ code }) => code),
    rounds: [
      { code: "2020Q4", name: "2020年四季度", period: "2020Q4", deadline: "2021-01-10", closed: false },
      { code: "2021Q1", name: "2021年一季度", period: "2021Q1", deadline: "2021-04-10", closed: false },
    ],
    forms: FORMS,
    units: unitsFor(mode),
  };
}

/** A number between 0 and 1 that is the same each time: pictures of the pages stay comparable. */
export function fixed(...seeds: number[]): number {
  let hash = 2166136261;
  for (const seed of seeds) hash = Math.imul(hash ^ seed, 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296;
}
