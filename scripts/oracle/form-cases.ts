import type { DataForm } from "../../src/clients/forms/data-form.ts";
import type { DataNode } from "../../src/model/data.ts";

/** A file that says one thing, and whether it fits the form of such files. */
export interface FormCase {
  readonly says: string;
  readonly file: unknown;
  readonly fits: boolean;
}

/**
 * What a form claims, one file for each claim: values of another kind, out of bounds and not among those that there are,
 * what is missing, and beside them each value that it takes.
 */
export function formCases(form: DataForm): readonly FormCase[] {
  const seen = new Set<string>();
  return [...casesOf(form, "it", new Set())].filter(({ file }) => {
    const text = JSON.stringify(file);
    return !seen.has(text) && seen.add(text);
  });
}

const EXAMPLES: Readonly<Record<DataNode["kind"], unknown>> = {
  string: "x",
  number: 5,
  boolean: true,
  list: ["x"],
  map: { x: "y" },
  null: null,
};
/** In the place of what is asked for; clients take some texts for numbers, and hardly a list for anything else. */
const OTHERS: readonly DataNode["kind"][] = ["string", "number", "list"];

/** What stands below keys in several places is asked about in the first of them: `known` are those that were. */
function* casesOf(form: DataForm, name: string, known: Set<DataForm>): Generator<FormCase> {
  const other = OTHERS.find((kind) => !form.takes.includes(kind));
  if (other) yield { says: `${name} is ${JSON.stringify(EXAMPLES[other])}`, file: EXAMPLES[other], fits: false };
  for (const value of form.values ?? []) yield { says: `${name} is "${value}"`, file: value, fits: true };
  if (form.values) yield { says: `${name} is none of these`, file: "nonesuch", fits: false };
  if (form.form) yield { says: `${name} is of another form`, file: "nonesuch", fits: false };
  if (form.filled) yield { says: `${name} is empty`, file: "", fits: false };
  if (form.above !== undefined) yield { says: `${name} is ${form.above}`, file: form.above, fits: false };
  if (form.whole) yield { says: `${name} has a fraction`, file: 1.5, fits: false };
  if (!form.values && !form.form) yield { says: `${name} is right`, file: rightOf(form), fits: true };
  if (known.has(form)) return;
  if (form.keys || form.items?.keys) known.add(form);
  if (form.items)
    for (const { says, file, fits } of casesOf(form.items, `an item of ${name}`, known))
      yield { says, file: [file], fits };
  if (form.takes.includes("map")) yield* inMaps(form, name, known);
}

function* inMaps(form: DataForm, name: string, known: Set<DataForm>): Generator<FormCase> {
  const { by, needs = [], keys = {}, each, closed } = form;
  if (closed) yield { says: `${name} has another key`, file: { ...mapOf(form), nonesuch: "x" }, fits: false };
  if (by) yield { says: `${name} is of no type`, file: { [by.key]: "nonesuch" }, fits: false };
  for (const [type, one] of Object.entries(by?.forms ?? {})) {
    const whole: DataForm = {
      ...one,
      keys: { ...keys, ...one.keys, [by?.key ?? ""]: { takes: ["string"], values: [type] } },
    };
    yield* inMaps({ ...whole, needs: [by?.key ?? "", ...(one.needs ?? [])] }, `${name} (${type})`, known);
  }
  if (by) return;
  for (const key of needs)
    if (keys[key]?.values?.length !== 1)
      yield { says: `${name} has no ${key}`, file: without(mapOf(form), key), fits: false };
  for (const [key, inner] of Object.entries(keys))
    for (const { says, file, fits } of casesOf(inner, key, known))
      yield { says, file: { ...mapOf(form), [key]: file }, fits };
  if (each)
    for (const { says, file, fits } of casesOf(each, `${name}.a`, known)) yield { says, file: { a: file }, fits };
}

const without = (map: Readonly<Record<string, unknown>>, key: string): object =>
  Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));

/** The least that fits. */
function rightOf(form: DataForm): unknown {
  const [kind = "null"] = form.takes;
  if (kind === "map") return mapOf(form);
  if (kind === "list") return form.items ? [rightOf(form.items)] : [];
  if (kind === "number") return 5;
  return form.values?.[0] ?? form.example ?? EXAMPLES[kind];
}

function mapOf({ needs = [], keys = {}, by }: DataForm): Readonly<Record<string, unknown>> {
  const [type, one] = Object.entries(by?.forms ?? {})[0] ?? [];
  const own = Object.fromEntries(needs.map((key) => [key, keys[key] ? rightOf(keys[key]) : "x"]));
  return by && type !== undefined && one
    ? { [by.key]: type, ...mapOf({ ...one, keys: { ...keys, ...one.keys } }) }
    : own;
}
