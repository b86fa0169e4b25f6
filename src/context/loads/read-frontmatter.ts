import type { FieldForm, FrontmatterReading } from "../../clients/readers/form.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { repairedFrontmatter } from "../../inventory/texts/repaired-frontmatter.ts";
import type { ArtifactOf } from "../../model/artifact.ts";
import { type DataEntry, type DataList, type DataMap, type DataNode, entryOf } from "../../model/data.ts";
import { thousands } from "../../model/numbers.ts";
import { folded, hasProblem, codePoints } from "../fields.ts";
import type { Range } from "../../model/source.ts";
import type { Reason } from "../loading.ts";
import { dropped } from "./reasons.ts";

type Markdown = ArtifactOf<"skill" | "agent">;

/** The fields that a reader finds, where it reads on; ranges only where the text is its own. */
export interface FoundFields {
  readonly data: DataMap;
  readonly own: boolean;
}

/**
 * How a reader takes a file's frontmatter: yields what is wrong with the whole of it, and returns its fields unless the
 * file is lost or is read in another way.
 */
export function* takeFrontmatter(
  artifact: Markdown,
  reading: FrontmatterReading,
): Generator<Reason, FoundFields | undefined> {
  if (artifact.source.bom && artifact.frontmatter && !reading.mark) {
    yield dropped("byte-order-mark", "A byte order mark stands in front of the frontmatter.");
    return undefined;
  }
  if (!artifact.frontmatter) {
    yield { code: "frontmatter", outcome: reading.absent, says: told("The file has no frontmatter", reading) };
    return undefined;
  }
  return yield* readYaml(artifact, artifact.frontmatter.data, reading);
}

function* readYaml(
  artifact: Markdown,
  data: DataMap | undefined,
  reading: FrontmatterReading,
): Generator<Reason, FoundFields | undefined> {
  const { yaml, once, broken = "dropped" } = reading;
  const own = hasProblem(artifact, "syntax", "too-deep", "aliases") ? undefined : data;
  const read = own ?? repairedFrontmatter(artifact, yaml);
  if (!read) {
    yield yaml === "unknown"
      ? { code: "yaml", outcome: "unknown", says: "How much is read of invalid YAML is not documented." }
      : { code: "yaml", outcome: broken, says: told("The frontmatter is not valid YAML", reading) };
    return undefined;
  }
  for (const key of once === undefined ? [] : repeated(read))
    if (once === "all" || once?.includes(key)) {
      yield { code: "duplicate-key", outcome: broken, says: told(`The field "${key}" stands twice`, reading) };
      return undefined;
    }
  const end = reading.endsAnywhere && own ? earlyEnd(artifact) : undefined;
  if (end === undefined) return { data: read, own: own !== undefined };
  yield {
    code: "early-end",
    outcome: "differs",
    says: "The frontmatter ends at this `---`: what follows is lost.",
    at: end,
  };
  return { data: before(read, end.start), own: true };
}

const told = (what: string, { fallback }: FrontmatterReading): string =>
  fallback === undefined ? `${what}.` : `${what}: ${fallback}.`;

/** Where three hyphens stand in the frontmatter, before those that are a line. */
export function earlyEnd({ frontmatter, source }: Pick<Markdown, "frontmatter" | "source">): Range | undefined {
  if (!frontmatter) return undefined;
  const start = source.text.indexOf("---", frontmatter.range.start + 3);
  return start !== -1 && start < source.text.lastIndexOf("---", frontmatter.range.end)
    ? { start, end: start + 3 }
    : undefined;
}

/** The fields in front of an offset, the last of them cut there. */
function before(data: DataMap, offset: number): DataMap {
  const entries = data.entries
    .filter(({ value }) => value.range.start < offset)
    .map((entry): DataEntry => {
      const { value } = entry;
      if (value.kind !== "string" || value.range.end <= offset) return entry;
      return { ...entry, value: { ...value, value: value.value.slice(0, value.value.indexOf("---")).trimEnd() } };
    });
  return { ...data, entries };
}

function repeated({ entries }: DataMap): readonly string[] {
  const keys = entries.map(({ key }) => key);
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}

/** What a reader says of each field that it asks something of. `what` is the file: "skill", "agent". */
export function* readFields(
  { data, own }: FoundFields,
  { fields, closed }: FrontmatterReading,
  what: string,
): Generator<Reason> {
  for (const [name, form] of Object.entries(fields))
    for (const reason of fieldReasons(name, entryOf(data, name), form, what)) {
      const { at, ...rest } = reason;
      yield own && at ? { ...rest, at } : rest;
    }
  if (!closed) return;
  for (const { key, keyRange } of data.entries)
    if (!Object.hasOwn(fields, key)) yield dropped("field", `It knows no field "${key}".`, own ? keyRange : undefined);
}

function* fieldReasons(name: string, entry: DataEntry | undefined, form: FieldForm, what: string): Generator<Reason> {
  if (!entry) {
    const says = form.instead ?? `The ${what} has no ${name}.`;
    if (form.absent) yield { code: codeOf(name), outcome: form.absent, says };
    return;
  }
  const { value, keyRange } = entry;
  const empty = value.kind === "null" || (value.kind === "string" && !form.blank && value.value.trim() === "");
  if (empty && form.empty) {
    const says = form.empty === "differs" ? form.instead : undefined;
    yield { code: codeOf(name), outcome: form.empty, says: says ?? `The ${what} has no ${name}.`, at: keyRange };
    return;
  }
  const wrong = wrongKind(value, form);
  if (wrong !== undefined) {
    const says = `${subject(name)} ${wrong}`;
    yield {
      code: codeOf(name),
      outcome: form.otherwise ?? "dropped",
      says,
      at: value.kind === "null" ? keyRange : value.range,
    };
    return;
  }
  if (form.data && value.kind !== "null")
    for (const { message, at } of misfits(value, form.data, name, keyRange)) yield dropped("field", message, at);
  else if (value.kind === "list") yield* ofItems(name, value, form);
  else yield* ofValue(name, value, form);
}

function* ofItems(name: string, { items }: DataList, { itemForm }: FieldForm): Generator<Reason> {
  for (const item of items)
    if (item.kind === "string" && itemForm && !itemForm.test(item.value))
      yield dropped("field", `${subject(name)} holds "${clipped(item.value)}", which it refuses.`, item.range);
}

function* ofValue(name: string, value: DataNode, form: FieldForm): Generator<Reason> {
  if (value.kind === "map" || value.kind === "list" || value.kind === "null") return;
  const text = String(value.value);
  const { longest } = form;
  const length = longest ? (longest.units ? folded(text).length : codePoints(folded(text))) : 0;
  if (longest && length > longest.characters) {
    const most = thousands(longest.characters);
    const says =
      longest.otherwise === "dropped"
        ? `${subject(name)} has ${thousands(length)} of ${most} characters.`
        : `${subject(name)} has ${thousands(length)} characters and is cut at ${most}.`;
    yield {
      code: name === "name" ? "name-length" : "description-length",
      outcome: longest.otherwise,
      says,
      at: value.range,
    };
  }
  if (value.kind === "string" && form.form && !form.form.test(text))
    yield dropped(codeOf(name), `${subject(name)} "${clipped(text)}" is of a form that it refuses.`, value.range);
  if (value.kind === "string" && form.values && !form.values.includes(text)) {
    const says = `${subject(name)} is "${clipped(text)}", and not one of ${form.values.join(", ")}.`;
    yield dropped(codeOf(name), says, value.range);
  }
  if (value.kind === "number" && !numberFits(value.value, form))
    yield dropped(codeOf(name), `${subject(name)} is ${value.value}, which it refuses.`, value.range);
}

const numberFits = (value: number, { least, whole }: FieldForm): boolean =>
  (least === undefined || value >= least) && (!whole || Number.isInteger(value));

function wrongKind(value: DataNode, { takes, items }: FieldForm): string | undefined {
  if (takes && !takes.includes(value.kind)) return `is ${NAMES[value.kind]}, not ${listed(takes)}.`;
  const other = value.kind === "list" && items ? value.items.find(({ kind }) => !items.includes(kind)) : undefined;
  return other && items ? `holds ${NAMES[other.kind]}, not ${listed(items)}.` : undefined;
}

const NAMES: Readonly<Record<DataNode["kind"], string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  null: "empty",
  list: "a list",
  map: "a map",
};
const listed = (kinds: readonly DataNode["kind"][]): string =>
  kinds
    .filter((kind) => kind !== "null")
    .map((kind) => NAMES[kind])
    .join(" or ");

const subject = (name: string): string => (PLAIN.has(name) ? `The ${name}` : `\`${name}\``);
const PLAIN: ReadonlySet<string> = new Set(["name", "description", "metadata"]);

const LONGEST_QUOTE = 80;
const clipped = (text: string): string =>
  text.length <= LONGEST_QUOTE ? text : `${Array.from(text).slice(0, LONGEST_QUOTE).join("")}…`;

const codeOf = (name: string): Reason["code"] =>
  name === "name" || name === "description" || name === "metadata" ? name : "field";
