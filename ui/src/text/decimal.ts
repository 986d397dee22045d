/** Decimal sums of figures as they are shown. Floats would make 0.1 + 0.2 come out as 0.30000000000000004. */

type Decimal = { units: bigint; scale: number };

const SHAPE = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/;

function parse(text: string): Decimal | null {
  const match = SHAPE.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = "", fraction = ""] = match;
  const units = BigInt(whole.replaceAll(",", "") + fraction);
  return { units: sign === "-" ? -units : units, scale: fraction.length };
}

const raise = (value: Decimal, scale: number) => value.units * 10n ** BigInt(scale - value.scale);

export function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

function show({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = groupThousands(digits.slice(0, digits.length - scale));
  return (units < 0n ? "-" : "") + whole + (scale > 0 ? `.${digits.slice(-scale)}` : "");
}

/** Rounds half away from zero, as a bureau does by hand. */
function divide(value: Decimal, by: number, scale: number): Decimal {
  const scaled = raise(value, Math.max(scale, value.scale));
  const divisor = BigInt(by) * 10n ** BigInt(Math.max(0, value.scale - scale));
  const half = divisor / 2n;
  const units = scaled < 0n ? -((-scaled + half) / divisor) : (scaled + half) / divisor;
  return { units, scale };
}

export type Sum = { count: number; sum: string; average: string };

/** Sum and average of the texts that are figures; the rest are left out, and `count` says how many were in. */
export function sumOf(texts: Iterable<string>): Sum | null {
  const figures: Decimal[] = [];
  for (const text of texts) {
    const figure = parse(text);
    if (figure) figures.push(figure);
  }
  if (figures.length === 0) return null;
  const scale = Math.max(...figures.map((figure) => figure.scale));
  const total = { units: figures.reduce((sum, figure) => sum + raise(figure, scale), 0n), scale };
  return { count: figures.length, sum: show(total), average: show(divide(total, figures.length, Math.max(scale, 2))) };
}
