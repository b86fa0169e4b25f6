/** Offsets of zones are whole quarters of an hour. */
const QUARTER = 900_000;
const DAY = 86_400_000;

/** A day of a zone, as `2026-11-30`. Days have 23 and 25 hours where a zone changes its clocks. */
export type DayOf = (ts: number) => string;

/** Undefined where no zone has this name. */
export function openZone(zone: string): DayOf | undefined {
  const format = formatOf(zone);
  if (!format) return undefined;
  const known = new Map<number, string>();
  return (ts) => {
    const quarter = Math.floor(ts / QUARTER);
    let day = known.get(quarter);
    if (day === undefined) {
      day = format.format(quarter * QUARTER);
      known.set(quarter, day);
    }
    return day;
  };
}

/** Swedish writes days as ISO 8601 does. */
function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  } catch {
    return undefined;
  }
}

/** The week of a day by ISO 8601, as `2026-W49`: it begins on Monday, and belongs to the year of its Thursday. */
export function weekOf(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  const thursday = new Date(at + (3 - weekday) * DAY);
  const year = thursday.getUTCFullYear();
  const number = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY)) + 1;
  return `${year}-W${String(number).padStart(2, "0")}`;
}

/** The month of a day, as `2026-11`. */
export const monthOf = (day: string): string => day.slice(0, 7);
