import { type Json, objectOf, objectsOf } from "../../model/json.ts";
import type { LogFile, LogKind, LogReading, Told } from "../log-kind.ts";
import type { MappedFields, Mapping } from "../mapping.ts";
import { Contradiction, count, nanoDollars, remainder, timeOf } from "../numbers.ts";
import { NO_TOKENS, type Tokens, type UsageRecord } from "../record.ts";
import { safeName } from "../safe-name.ts";
import { hashOf, nameNumber, openSeen, runOf } from "../seen.ts";
import { hasOddQuotes, splitCsv } from "../split-csv.ts";

/** Somebody's own logs, as their configuration says what stands where. Nothing of them is believed but numbers. */
export function mappedLogs(mapping: Mapping): LogKind {
  const { format, delimiter = "," } = mapping;
  const isCsv = format === "csv";
  return {
    source: "mapped",
    title: `logs by a mapping, as ${format.toUpperCase()}`,
    claims: (head) => (isCsv ? hasColumns(head, mapping) : hasMembers(head, mapping)),
    // A row in quotes may go on over lines that have nothing but text.
    needles: isCsv ? [delimiter, '"'] : [JSON.stringify(lastOf(mapping.fields["input-tokens"]))],
    ...(isCsv && { isText: true }),
    open: (told, file) => (isCsv ? readCsv(mapping, told, file) : readJson(mapping, told, file)),
  };
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

const FOUND_BY = ["model", "input-tokens", "output-tokens"] as const;

/** JSON is known by the names of what every row has to have. */
const hasMembers = (head: string, { fields }: Mapping): boolean =>
  /^\s*[[{]/.test(head) &&
  FOUND_BY.every((key) => {
    const path = fields[key];
    return path === undefined || head.includes(JSON.stringify(lastOf(path)));
  });

/** A CSV is known by having every column that is spoken of. */
function hasColumns(head: string, { fields, delimiter = "," }: Mapping): boolean {
  const [first = ""] = head.split(/\r?\n/, 1);
  const columns = new Set(splitCsv(first, delimiter));
  return Object.values(fields).every((name) => columns.has(name));
}

/** Longer than any row that is one: a quote that nobody closed. */
const LONGEST_ROW = 1 << 20;

function readCsv(mapping: Mapping, told: Told, file: LogFile): LogReading {
  const { delimiter = "," } = mapping;
  const tell = rowTeller(mapping, told, file);
  let columns: readonly string[] | undefined;
  /** Lines of a row in which a quote is open. */
  let begun: string[] = [];
  let length = 0;
  let isOpen = false;

  const row = (text: string, cut: boolean): void => {
    const values = splitCsv(text.replace(/\r$/, ""), delimiter);
    if (!columns) columns = values?.map((name, index) => (index === 0 ? name.replace(/^\uFEFF/, "") : name)) ?? [];
    else if (values?.length === columns.length) tell((name) => values[columns?.indexOf(name) ?? -1], text);
    else told.flaw(cut ? "torn" : "misshapen");
  };
  return {
    line: () => {},
    text: (line, cut) => {
      begun.push(line);
      length += line.length;
      if (hasOddQuotes(line)) isOpen = !isOpen;
      if (isOpen && length <= LONGEST_ROW && !cut) return;
      const whole = begun.join("\n");
      // Behind a quote that nobody closed, other rows may have been taken for a text.
      const isTorn = cut && begun.length === 1;
      [begun, length, isOpen] = [[], 0, false];
      row(whole, isTorn);
    },
    end: () => {
      if (begun.length > 0) told.flaw("misshapen");
    },
  };
}

function readJson(mapping: Mapping, told: Told, file: LogFile): LogReading {
  const tell = rowTeller(mapping, told, file);
  return {
    line: (json) => {
      const inner = mapping.rows === undefined ? undefined : at(json, mapping.rows);
      const rows = Array.isArray(inner) ? objectsOf(inner) : [json];
      // Of many rows in one line, a wrong one says nothing of the others.
      for (const row of rows) tell((path) => at(row, path), JSON.stringify(row));
    },
    end: () => {},
  };
}

/** The value at the end of a path, whose names are parted by dots; a name that has a dot itself is found first. */
function at(json: Json, path: string): unknown {
  if (Object.hasOwn(json, path)) return json[path];
  const dot = path.indexOf(".");
  const inner = dot === -1 ? undefined : objectOf(json[path.slice(0, dot)]);
  return inner ? at(inner, path.slice(dot + 1)) : undefined;
}

type Get = (field: string) => unknown;

function rowTeller(mapping: Mapping, told: Told, { shared }: LogFile) {
  const { fields } = mapping;
  const isTimed = TIMES.some((key) => fields[key] !== undefined);
  const seen = openSeen();
  const twins = new Map<number, number>();

  /**
   * Without an id, rows of one time that say the same are copies of each other where they stand in two files, and two
   * answers where they stand in one. Rows without a time are never taken for copies.
   */
  const ownId = (text: string): string => {
    if (!isTimed) {
      const before = Number(shared.get("mapped rows") ?? 0);
      shared.set("mapped rows", String(before + 1));
      return `row ${before}`;
    }
    if (!seen(...hashOf(text))) return `row ${text}`;
    const number = nameNumber(text);
    const before = twins.get(number) ?? 0;
    twins.set(number, before + 1);
    return `row ${text} ${before + 1}`;
  };

  return (get: Get, text: string): void => {
    try {
      const of = (key: keyof MappedFields): unknown => {
        const field = fields[key];
        return field === undefined ? undefined : get(field);
      };
      const id = textOf(of("id"));
      told.record({ ...recordOf(mapping, of), sourceId: id === "" ? ownId(text) : `id ${id}` });
    } catch (error) {
      if (!(error instanceof Contradiction)) throw error;
      told.flaw("contradictory");
    }
  };
}

type Of = (key: keyof MappedFields) => unknown;

const TIMES = ["time-iso", "time-unix-seconds", "time-unix-milliseconds"] as const;

/** Throws Contradiction where a row says what cannot be, or does not say what it has to. */
function recordOf(mapping: Mapping, of: Of): Omit<UsageRecord, "sourceId"> {
  const ts = whenOf(of);
  const provider = safeName(of("provider")) ?? mapping.provider;
  const searches = countOf(of("web-searches"));
  const calls = of("calls") === undefined ? 1 : countOf(of("calls"));
  const claimed = claimOf(of("cost-dollars"));
  const [agent, skill, workflow] = [safeName(of("agent"), 3), safeName(of("skill")), safeName(of("workflow"), 3)];
  return {
    v: 1,
    source: "mapped",
    ...(ts !== undefined && { ts }),
    ...(provider !== undefined && { provider }),
    model: safeName(of("model")) ?? "",
    tier: tierOf(of("service")),
    tokens: tokensOf(mapping, of),
    ...(searches > 0 && { items: { "web-search": searches } }),
    ...(calls > 0 && { calls }),
    ...(claimed !== undefined && { claimed }),
    ...runOf("mapped", textOf(of("run"))),
    by: {
      ...(agent !== undefined && { agent }),
      ...(skill !== undefined && { skill }),
      ...(workflow !== undefined && { workflow }),
    },
  };
}

function tokensOf(mapping: Mapping, of: Of): Tokens {
  const input = needed(of("input-tokens"));
  const output = needed(of("output-tokens"));
  const cacheRead = countOf(of("cache-read-tokens"));
  const assumed = countOf(of("cache-write-tokens"));
  const minutes = countOf(of("cache-write-5m-tokens"));
  const hour = countOf(of("cache-write-1h-tokens"));
  const reasoning = countOf(of("reasoning-tokens"));
  const isInside = mapping["output-includes-reasoning"] === true;
  if (isInside) remainder(output, reasoning);
  return {
    ...NO_TOKENS,
    uncached: mapping["input-includes-cache"] === true ? remainder(input, cacheRead, assumed, minutes, hour) : input,
    cacheRead,
    cacheWrite5m: minutes + assumed,
    cacheWrite1h: hour,
    assumed5m: assumed,
    output: isInside ? output : output + reasoning,
    reasoning,
  };
}

/** A whole number, or the text of one. Throws Contradiction. */
function countOf(value: unknown): number {
  if (typeof value !== "string") return count(value);
  const text = value.trim();
  if (text === "") return 0;
  if (!/^\d{1,15}$/.test(text)) throw new Contradiction();
  return Number(text);
}

function needed(value: unknown): number {
  if (value === undefined || value === null || value === "") throw new Contradiction();
  return countOf(value);
}

/** A time that is said has to be one. */
function whenOf(of: Of): number | undefined {
  for (const [key, times] of [
    ["time-iso", 0],
    ["time-unix-seconds", 1000],
    ["time-unix-milliseconds", 1],
  ] as const) {
    const value = of(key);
    if (value === undefined || value === null || value === "") continue;
    const ts = timeOf(times === 0 ? zoned(value) : decimal(value) * times);
    if (ts === undefined) throw new Contradiction();
    return ts;
  }
  return undefined;
}

/** A time that names no zone is one of UTC, and not of the machine that reads it. */
function zoned(value: unknown): unknown {
  if (typeof value !== "string" || /(?:[zZ]|[+-]\d\d:?\d\d)$/.test(value.trim())) return value;
  const text = value.trim();
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text : `${text.replace(" ", "T")}Z`;
}

const decimal = (value: unknown): number =>
  typeof value === "string" && /^\d{1,15}(?:\.\d{1,9})?$/.test(value.trim()) ? Number(value) : numeric(value);

const numeric = (value: unknown): number => (typeof value === "number" ? value : Number.NaN);

/** What it is said to have cost is compared with, and no reason to leave a row out. */
const claimOf = (value: unknown): number | undefined =>
  value === undefined || value === null || value === "" ? undefined : nanoDollars(decimal(value));

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";

/** What some call default is the standard. */
function tierOf(value: unknown): string {
  const tier = safeName(value) ?? "standard";
  return tier === "default" || tier === "auto" ? "standard" : tier;
}
