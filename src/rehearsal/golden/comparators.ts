import type { SchemaNode } from "../../config/schema-node.ts";
import type { Asserted } from "../assertions/assertion.ts";
import type { AssertionName } from "../assertions/names.ts";
import { spoken } from "../assertions/spoken.ts";
import { schemaOf } from "../scenarios/expectations.ts";
import type { Expectation } from "../scenarios/scenario.ts";
import { type Json, stringOf } from "../../model/json.ts";
import type { ReferenceFacts } from "./reference.ts";

type Params = Expectation["params"];

/** What a comparator takes from the reference where nobody wrote it, and what a run gives to that. */
interface Taking {
  readonly takes: (params: Json, facts: ReferenceFacts) => Filled | undefined;
  readonly gives: (params: Json, subject: Asserted) => ReferenceFacts | undefined;
}
interface Filled {
  readonly type?: AssertionName;
  readonly params: Params;
}

const textOf = ({ of }: Json): "output" | "errors" | "answer" => (of === "answer" || of === "errors" ? of : "output");

/** A text of the run, or a file of its workspace, is that of the reference, which stands in for a golden file. */
const golden: Taking = {
  takes: (params, facts) => {
    const file = stringOf(params["file"]);
    const known = file === "" ? facts[textOf(params)] : ownText(facts.files, file);
    return known === undefined ? undefined : { type: "golden", params: { ...params, value: REFERENCE } };
  },
  gives: (params, subject) => {
    const file = stringOf(params["file"]);
    if (file === "") return { [textOf(params)]: unix(spoken(params, subject)) };
    const text = subject.after(file);
    return text === undefined ? undefined : { files: { [file]: unix(text) } };
  },
};

/** The tools of the reference in their order, and no others. */
const toolSequence: Taking = {
  takes: (_params, { tools }) => {
    if (!tools) return undefined;
    if (tools.length === 0) return { type: "trajectory:step-count", params: { value: { max: 0 } } };
    return { params: { value: { steps: tools, mode: "exact" } } };
  },
  gives: (_params, { calls }) => ({ tools: calls.map(({ name }) => name) }),
};

/** The files of the reference change, and no others. */
const filesChanged: Taking = {
  takes: (_params, { changed }) => {
    const globs = changed?.map(literally);
    return globs && { params: { value: globs, required: globs } };
  },
  gives: (_params, { changes }) => ({ changed: changes.map(({ path }) => path).toSorted() }),
};

const TAKING: Partial<Readonly<Record<AssertionName, Taking>>> = {
  // Both show the lines that differ: a long answer that is another one is no help.
  equals: golden,
  golden,
  "trajectory:tool-sequence": toolSequence,
  "files-changed": filesChanged,
};

/** What `golden` is told to compare with; no path of a repository begins like this. */
export const REFERENCE = "reference:";

/** Whether a comparator is about the reference, and not about what stands in it. */
function takingOf({ type, not, params }: Expectation): Taking | undefined {
  return not || params["value"] !== undefined ? undefined : TAKING[type];
}

/** A comparator's own schema: what the reference knows need not be written. */
export function comparatorSchema(name: AssertionName): SchemaNode {
  const schema = schemaOf(name);
  if (!TAKING[name]) return schema;
  return { ...schema, required: (schema.required ?? []).filter((key) => key !== "value") };
}

/** Whether a comparator says all that it needs, or a reference may: with `not-` before it none does. */
export const isComparable = (comparator: Expectation): boolean =>
  comparator.params["value"] !== undefined || !TAKING[comparator.type] || takingOf(comparator) !== undefined;

/** A comparator as an expectation, with what the reference says; undefined where it does not say it. */
export function filled(comparator: Expectation, facts: ReferenceFacts): Expectation | undefined {
  const taking = takingOf(comparator);
  if (!taking) return comparator;
  const taken = taking.takes(comparator.params, facts);
  return taken && { ...comparator, ...taken };
}

/** What `golden` compares with: of the reference, as the comparator means it. */
export function referenceText({ params }: Pick<Expectation, "params">, facts: ReferenceFacts): string | undefined {
  const file = stringOf(params["file"]);
  return file === "" ? facts[textOf(params)] : ownText(facts.files, file);
}

/** All of a run that comparators ask of a reference. Undefined where a file that they are about is not there. */
export function factsOf(comparators: readonly Expectation[], subject: Asserted): ReferenceFacts | undefined {
  const facts: Record<string, unknown> = {};
  const files: Record<string, string> = {};
  for (const comparator of comparators) {
    const taking = takingOf(comparator);
    const given = taking?.gives(comparator.params, subject);
    if (taking && !given) return undefined;
    Object.assign(files, given?.files);
    Object.assign(facts, given, given?.files && { files });
  }
  return facts;
}

const unix = (text: string): string => text.replaceAll("\r\n", "\n");

const ownText = (files: Readonly<Record<string, string>> | undefined, path: string): string | undefined =>
  files && Object.hasOwn(files, path) ? files[path] : undefined;

/** A glob that matches this path alone. */
const literally = (path: string): string => path.replaceAll(/[\\*?[\]{}!#]/g, String.raw`\$&`);
