import { expect, test } from "vitest";
import { monthOf, openZone, weekOf } from "../../../src/usage/calendar.ts";

const day = (zone: string, at: string) => openZone(zone)?.(Date.parse(at));
const hours = (zone: string, wanted: string) => {
  const noon = Date.parse(`${wanted}T12:00:00Z`);
  const dayOf = openZone(zone);
  return Array.from({ length: 96 }, (_, hour) => noon + (hour - 48) * 3_600_000).filter((ts) => dayOf?.(ts) === wanted)
    .length;
};

test("a day is that of the zone", () => {
  expect(day("UTC", "2026-11-30T23:59:59Z")).toBe("2026-11-30");
  expect(day("Europe/Berlin", "2026-11-30T23:00:00Z")).toBe("2026-12-01");
  expect(day("America/Los_Angeles", "2026-11-30T07:59:59Z")).toBe("2026-11-29");
  expect(day("Asia/Kathmandu", "2026-11-30T18:14:59Z")).toBe("2026-11-30");
  expect(day("Asia/Kathmandu", "2026-11-30T18:15:00Z")).toBe("2026-12-01");
});

test("days on which clocks change have 23 and 25 hours", () => {
  expect(hours("Europe/Berlin", "2026-03-29")).toBe(23);
  expect(hours("Europe/Berlin", "2026-10-25")).toBe(25);
  expect(hours("America/New_York", "2026-03-08")).toBe(23);
  expect(hours("America/New_York", "2026-11-01")).toBe(25);
  expect(hours("UTC", "2026-10-25")).toBe(24);
});

test("what is no zone is none", () => {
  expect(openZone("Mars/Olympus")).toBeUndefined();
});

test("weeks begin on Monday and belong to the year of their Thursday", () => {
  expect(["2026-11-29", "2026-11-30", "2027-01-03", "2027-01-04", "2024-12-30", "2021-01-03"].map(weekOf)).toEqual([
    "2026-W48",
    "2026-W49",
    "2026-W53",
    "2027-W01",
    "2025-W01",
    "2020-W53",
  ]);
});

test("months are those of the calendar", () => {
  expect(monthOf("2026-02-28")).toBe("2026-02");
});
