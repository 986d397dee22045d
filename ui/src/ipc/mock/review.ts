import type { FindingPage } from "../types/FindingPage";
import type { FindingRow } from "../types/FindingRow";
import type { UnitRef } from "../types/UnitRef";
import type { UnitStatus } from "../types/UnitStatus";
import { FINDINGS, none, severitiesOf } from "./inbox";
import { fixed, FORMS, MISSING } from "./units";

const OF_UNIT: Record<string, number[]> = { 信都区: [0, 1, 2, 3, 4], 宁晋县: [2, 3], 巨鹿县: [1, 5], 清河县: [2, 3, 4, 5], 临西县: [2, 3] };

function findingsOf(unit: UnitRef, index: number, mode: string): FindingRow[] {
  const picks = mode === "large" ? FINDINGS.map((_, at) => at).filter((at) => fixed(index, at, 3) > 0.6) : (OF_UNIT[unit.name] ?? []);
  return picks.flatMap((at) => {
    const finding = FINDINGS[at];
    const form = FORMS[0];
    return finding && form ? [{ ...finding, ruleText: null, own: false, id: `${unit.code}-${finding.id}`, unit, form, returnId: index + 1, version: 1, file: `${unit.name}一季度报表.xls` }] : [];
  });
}

export function reviewFor(mode: string, units: UnitRef[], empty: boolean): { units: UnitStatus[]; findings: FindingRow[] } {
  const findings = empty ? [] : units.flatMap((unit, index) => (MISSING.has(unit.name) ? [] : findingsOf(unit, index, mode)));
  const byUnit = new Map<string, FindingRow[]>();
  for (const finding of findings) byUnit.set(finding.unit.code, [...(byUnit.get(finding.unit.code) ?? []), finding]);
  const statuses = units.map((unit, index): UnitStatus => {
    const missing = empty || MISSING.has(unit.name);
    return {
      unit, version: missing ? null : index % 6 === 4 ? 2 : 1, state: missing ? "missing" : "pending", missingForms: [], severities: missing ? none : severitiesOf(byUnit.get(unit.code) ?? []),
      daysLate: unit.name === "广宗县" ? 1 : null, committedAt: missing ? null : "2021-04-06 09:12:00", returnId: missing ? null : index + 1,
    };
  });
  const order = "ABCD";
  findings.sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
  return { units: statuses, findings };
}

export function findingPage(all: FindingRow[], unit: string | null, severities: string[], offset: number, limit: number): FindingPage {
  const chosen = all.filter((finding) => (unit === null || finding.unit.code === unit) && severities.includes(finding.severity));
  return { total: chosen.length, unchecked: 0, rows: chosen.slice(offset, offset + limit) };
}
