import type { DataForm } from "../../clients/forms/data-form.ts";
import { type DataMap, type DataNode, entryOf } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";
import { stringAt } from "./text-nodes.ts";

/** A value that is not of the form that its client asks for, as a whole sentence. */
export interface Misfit {
  readonly message: string;
  readonly at: Range;
  /** The way to the value. */
  readonly path: string;
  /** A text that is none of those that it may be. */
  readonly unknown?: string;
}

const WORDS: Readonly<Record<DataNode["kind"], string>> = {
  boolean: "true or false",
  list: "a list",
  map: "a map",
  null: "empty",
  number: "a number",
  string: "a text",
};

/** The values below a node that are of another form; `path` is the way to the node, as in `mcp.docs`. */
export function* misfits(node: DataNode, form: DataForm, path: string, at: Range = node.range): Generator<Misfit> {
  if (form.orNothing && node.kind === "list" && node.items.length === 0) return;
  if (!form.takes.includes(node.kind)) {
    const wanted = form.takes.flatMap((kind) => (kind === "null" ? [] : [WORDS[kind]])).join(" or ");
    yield { message: `${named(path)} has to be ${wanted}.`, at: node.kind === "map" ? at : node.range, path };
  } else if (node.kind === "string") {
    if (form.filled && node.value.trim() === "") yield { message: `${named(path)} is empty.`, at: node.range, path };
    if (form.values && !form.values.includes(node.value))
      yield {
        message: `${named(path)} is "${node.value}"; it may be ${form.values.join(", ")}.`,
        at: node.range,
        path,
        unknown: node.value,
      };
    if (form.form && !form.form.test(node.value))
      yield { message: `${named(path)} "${node.value}" is of a form that it refuses.`, at: node.range, path };
  } else if (node.kind === "number") {
    if (!isWithin(node.value, form))
      yield { message: `${named(path)} has to be ${bounds(form)}.`, at: node.range, path };
  } else if (node.kind === "list" && form.items) for (const item of node.items) yield* misfits(item, form.items, path);
  else if (node.kind === "map") yield* inMap(node, form, path, at);
}

function* inMap(map: DataMap, form: DataForm, path: string, at: Range): Generator<Misfit> {
  const kind = form.by && kindOf(map, form.by);
  const chosen = kind !== undefined && form.by && Object.hasOwn(form.by.forms, kind) ? form.by.forms[kind] : undefined;
  const isAlone = map.entries.length > 0 && map.entries.every(({ key }) => form.alone?.includes(key));
  if (form.by && !chosen && !isAlone) {
    yield { message: `${named(path)} ${withoutKind(map, form.by)}`, at, path };
    return;
  }
  for (const key of isAlone ? [] : [...(form.needs ?? []), ...(chosen?.needs ?? [])])
    if (!entryOf(map, key)) yield { message: `${named(path)} has no "${key}".`, at, path };
  const known = { ...form.keys, ...chosen?.keys };
  for (const { key, keyRange, value } of map.entries) {
    const inner = Object.hasOwn(known, key) ? known[key] : form.each;
    const below = path === "" ? key : `${path}.${key}`;
    if (inner) yield* misfits(value, inner, below, keyRange);
    else if (form.closed) yield { message: `There may be no "${below}".`, at: keyRange, path: below };
  }
}

type Kinds = NonNullable<DataForm["by"]>;

function kindOf(map: DataMap, { key, usual = {} }: Kinds): string | undefined {
  if (entryOf(map, key)) return stringAt(map, key)?.value;
  return Object.entries(usual).find(([sign]) => entryOf(map, sign))?.[1];
}

function withoutKind(map: DataMap, { key, forms, usual }: Kinds): string {
  if (usual && !entryOf(map, key))
    return `has no ${Object.keys(usual)
      .map((sign) => `"${sign}"`)
      .join(" and no ")}.`;
  return `needs a "${key}", which may be ${Object.keys(forms).join(", ")}.`;
}

const isWithin = (value: number, { above = -Infinity, most = Infinity, whole }: DataForm): boolean =>
  value > above && value <= most && (whole !== true || Number.isInteger(value));

const bounds = ({ above, most, whole }: DataForm): string =>
  [
    whole === true ? "a whole number" : "a number",
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(most === undefined ? [] : [`up to ${most}`]),
  ].join(" ");

const named = (path: string): string => (path === "" ? "The file" : `"${path}"`);
