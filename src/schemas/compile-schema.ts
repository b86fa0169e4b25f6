import { Ajv, type ErrorObject } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { type WorkBudget, openBudget } from "../conditions/budget.ts";
import { linearRegExp } from "../conditions/linear-pattern.ts";
import { readable, type SchemaSet } from "./gather-schemas.ts";
import { metered } from "./metered-schema.ts";

/** What is wrong with a value; `pointer` leads to the part that is meant, `key` names a property of it. */
export interface Broken {
  readonly pointer: string;
  readonly key?: string;
  readonly message: string;
}
export type Judge = (value: unknown) => readonly Broken[];

/**
 * What is told of one value at the most.
 * Nobody mends more at once, and some keywords give one for each of thousands of items.
 */
const MOST = 100;
const MOST_STEPS = 2_000_000;
/** Steps of all values and schemas of one run together. */
const MOST_STEPS_OF_RUN = 10_000_000;
/** Steps that a subschema costs: code is made of it, a millisecond's work. 5,000 are as many as a run may have. */
const PER_SUBSCHEMA = 2000;

/** The budget that the schemas of one run share. */
export const openSchemaRun = (): WorkBudget => openBudget(MOST_STEPS_OF_RUN);
/**
 * Characters of a text that has a format. The patterns of formats are the library's own, and not all of them linear.
 */
const LONGEST_FORMATTED = 2000;

/**
 * A schema of draft-07 or 2020-12 as a function. Whoever wrote schema and value, its work is bounded: patterns are
 * linear, and steps into subschemas counted. Throws an Error that says why it is no schema.
 */
export function compileSchema({ root, dialect, documents }: SchemaSet, run: WorkBudget = openSchemaRun()): Judge {
  let budget = run;
  const spend = (steps: number): void => budget.spend(steps);
  const options = {
    allErrors: true,
    strict: false,
    validateFormats: true,
    logger: false,
    code: { regExp: Object.assign(engine(spend), { code: "linear" }) },
  } as const;
  const ajv = dialect === "draft-07" ? new Ajv(options) : new Ajv2020(options);
  formats.default(ajv, { mode: "fast" });
  for (const [name, format] of Object.entries(ajv.formats)) if (format) ajv.formats[name] = shortened(format);
  const counted = metered(ajv, spend, () => {
    try {
      spend(PER_SUBSCHEMA);
    } catch {
      const most = (MOST_STEPS_OF_RUN / PER_SUBSCHEMA).toLocaleString("en");
      throw new Error(`with the schemas before it, it has more than ${most} subschemas`);
    }
  });
  for (const [address, document] of documents) {
    if (!ajv.validateSchema(document)) throw new Error(ajv.errorsText(ajv.errors, { dataVar: "" }));
    ajv.addSchema(counted(document), address, undefined, false);
  }
  const validate = compiled(ajv, root);
  return (value) => {
    budget = openBudget(MOST_STEPS, run);
    try {
      return validate(value) ? [] : (validate.errors ?? []).slice(0, MOST).map(broken);
    } catch (error) {
      if (!budget.exceeded() && !(error instanceof RangeError)) throw error; // a RangeError is the stack's
      return [{ pointer: "", message: "takes more steps to check than a schema may" }];
    }
  };
}

/** Throws an Error where the schema refers to what is not there. */
function compiled(ajv: Ajv, root: string): NonNullable<ReturnType<Ajv["getSchema"]>> {
  try {
    const validate = ajv.getSchema(root);
    if (validate) return validate;
  } catch (error) {
    if (!(error instanceof Ajv.MissingRefError)) throw error;
    throw new Error(`it refers to ${readable(error.missingRef)}, and nothing is there`, { cause: error });
  }
  throw new Error("it cannot be compiled");
}

/** The engine of patterns for ajv, which keeps one of each text that `toString` gives. */
const engine = (spend: (steps: number) => void) => (source: string) => {
  const matches = linearRegExp(source);
  const test = (text: string): boolean => {
    spend(matches.costs(text.length));
    return matches(text);
  };
  return { test, toString: () => source };
};

type Format = NonNullable<Ajv["formats"][string]>;

/** A format that takes a long text for a wrong one. */
function shortened(format: Format): Format {
  const test = textTest(format);
  return test ? (text: string) => text.length <= LONGEST_FORMATTED && test(text) : format;
}

/** The test of a format of texts; undefined for a format of numbers. */
function textTest(format: Format): ((text: string) => boolean) | undefined {
  if (typeof format === "function") return format;
  if (format instanceof RegExp) return (text) => format.test(text);
  if (typeof format !== "object" || format.type === "number" || format.async) return undefined;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is not of numbers is of texts
  const validate = format.validate as string | RegExp | ((text: string) => boolean);
  return textTest(typeof validate === "string" ? new RegExp(validate, "u") : validate);
}

function broken({
  instancePath: pointer,
  message = "it is not what the schema asks for",
  params,
}: ErrorObject): Broken {
  const extra: unknown = params["additionalProperty"] ?? params["unevaluatedProperty"];
  if (typeof extra === "string")
    return { pointer, key: extra, message: `has a key "${extra}" that the schema does not know` };
  const allowed: unknown = params["allowedValues"];
  const list = Array.isArray(allowed)
    ? `: ${allowed
        .slice(0, 20)
        .map((one) => JSON.stringify(one))
        .join(", ")}`
    : "";
  return { pointer, message: message + list };
}
