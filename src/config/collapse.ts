import { group } from "../model/group.ts";
import { wanted } from "./wording.ts";
import type { SchemaError } from "./validator.js";

/**
 * What the validator says of one mistake, in one error: of `anyOf` only the branch that was meant, and of a value of the
 * wrong type only that. Linear in the number of errors.
 */
export function collapse(errors: readonly SchemaError[]): readonly SchemaError[] {
  const kept: SchemaError[] = [];
  for (const error of errors) {
    if (error.keyword !== "anyOf") {
      kept.push(error);
      continue;
    }
    // The errors of the branches stand directly before the error of the whole.
    let from = kept.length;
    while (from > 0 && belongs(kept[from - 1], error)) from -= 1;
    for (const one of meant(kept.splice(from), error)) kept.push(one); // spread, they could be too many arguments
  }
  const mistyped = new Set(kept.filter(({ keyword }) => keyword === "type").map(({ instancePath }) => instancePath));
  return kept.filter(
    ({ keyword, instancePath }) =>
      // What is wrong with the name stands before it.
      keyword !== "propertyNames" && (keyword === "type" || !mistyped.has(instancePath)),
  );
}

function belongs(error: SchemaError | undefined, whole: SchemaError): boolean {
  return (
    error !== undefined &&
    error.schemaPath.startsWith(`${whole.schemaPath}/`) &&
    error.instancePath.startsWith(whole.instancePath)
  );
}

/** The errors of the first branch whose type fits; where none does, or all only want some key, the whole. */
function meant(nested: readonly SchemaError[], whole: SchemaError): readonly SchemaError[] {
  if (wanted(whole.parentSchema) !== undefined) return [whole];
  const branches = group(nested, ({ schemaPath }) => schemaPath.slice(whole.schemaPath.length + 1).split("/", 1)[0]);
  const fitting = [...branches.values()].find((branch) =>
    branch.every(({ keyword, instancePath }) => keyword !== "type" || instancePath !== whole.instancePath),
  );
  return fitting ?? [whole];
}
