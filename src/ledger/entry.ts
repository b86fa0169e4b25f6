/** What may be evidence: JSON whose numbers are whole. Money is a text of whole units. */
export type AuditFact =
  | null
  | boolean
  | number
  | string
  | readonly AuditFact[]
  | { readonly [name: string]: AuditFact };

/** What happened, as whoever did it says it. */
export interface AuditEvent {
  /** ISO 8601, UTC. */
  readonly ts: string;
  readonly actor: string;
  readonly event: string;
  readonly rollout: string | null;
  readonly env: string | null;
  /** What the event changed: of a state file the `sha256:` of its bytes before and after. */
  readonly before: string | null;
  readonly after: string | null;
  readonly evidence: readonly AuditFact[];
}
/** One line of a log. */
export interface LogEntry extends AuditEvent {
  /** From 1, over all files of a log. */
  readonly seq: number;
  /** `sha256:` of the bytes of the whole line before, in this file or the one before it; null of the first of all. */
  readonly prev: string | null;
}

/** What cannot be said in a log without two readers of it reading two things. Its message names the value. */
class Unwritable extends Error {
  override readonly name = "Unwritable";
}

const LONGEST_LINE = 64 * 1024;
const DEEPEST = 16;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * An entry as its line, without the end of it: keys always in this order, so that a line says the same to everybody.
 * Throws Unwritable for fractions, NaN, lone surrogates, and what JSON would leave out or write otherwise.
 */
export function renderEntry({ seq, ts, actor, event, rollout, env, before, after, evidence, prev }: LogEntry): string {
  const entry = { seq, ts, actor, event, rollout, env, before, after, evidence, prev };
  expectFact(entry, "entry", 0);
  if (!TIME.test(ts) || Number.isNaN(Date.parse(ts)))
    throw new Unwritable(`ts is ${JSON.stringify(ts)}: write the time as ISO 8601 in UTC.`);
  const line = JSON.stringify(entry);
  if (line.length > LONGEST_LINE)
    throw new Unwritable(
      `The entry has ${line.length} characters, more than ${LONGEST_LINE}: name a file by its digest.`,
    );
  return line;
}

function expectFact(value: unknown, at: string, depth: number): asserts value is AuditFact {
  if (depth > DEEPEST) throw new Unwritable(`${at} lies more than ${DEEPEST} levels deep.`);
  switch (typeof value) {
    case "boolean":
      return;
    case "number":
      if (!Number.isSafeInteger(value) || Object.is(value, -0))
        throw new Unwritable(`${at} is ${value}: write what is no whole number as text, money in whole units.`);
      return;
    case "string":
      return expectText(value, at);
    case "object":
      return expectParts(value, at, depth);
    default:
      throw new Unwritable(`${at} is ${typeof value}, which JSON does not know.`);
  }
}

function expectParts(value: object | null, at: string, depth: number): void {
  if (value === null) return;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) expectFact(value[index], `${at}[${index}]`, depth + 1);
    return;
  }
  const kind: unknown = Object.getPrototypeOf(value);
  if ((kind !== Object.prototype && kind !== null) || "toJSON" in value)
    throw new Unwritable(`${at} is no plain object: JSON would write something else in its place.`);
  for (const [name, part] of Object.entries(value)) {
    expectText(name, `A name in ${at}`);
    expectFact(part, `${at}.${name}`, depth + 1);
  }
}

/** Whether half of a character stands in a text: a lone surrogate, which UTF-8 cannot say. */
export const hasHalves = (text: string): boolean => LONE_SURROGATE.test(text);

function expectText(text: string, at: string): void {
  if (hasHalves(text)) throw new Unwritable(`${at} has half of a character: a lone surrogate.`);
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The entry that a line holds; undefined where it is not one that `renderEntry` writes, byte for byte: a name that is
 * there twice, white space or a byte order mark would be read differently by others.
 */
export function entryIn(line: Uint8Array): LogEntry | undefined {
  try {
    const text = decoder.decode(line);
    const value: unknown = JSON.parse(text);
    return isEntry(value) && JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === "string";
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

function isEntry(value: unknown): value is LogEntry {
  if (typeof value !== "object" || value === null) return false;
  const {
    seq,
    ts,
    actor,
    event,
    rollout,
    env,
    before,
    after,
    evidence,
    prev,
  }: Partial<Record<keyof LogEntry, unknown>> = value;
  return (
    Number.isSafeInteger(seq) &&
    [ts, actor, event].every(isText) &&
    [rollout, env, before, after, prev].every(isTextOrNull) &&
    Array.isArray(evidence)
  );
}
