import { COMPONENT_FIELDS, type ComponentField } from "../../clients/plugin-components.ts";
import type { ManifestDialect } from "../../clients/plugin-manifests.ts";
import { type DataMap, type DataNode, valueAt } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";

/** A path that a manifest declares, as written. */
export interface DeclaredPath {
  readonly field: ComponentField;
  /** The field's name with dots between its keys. */
  readonly name: string;
  readonly value: string;
  readonly at: Range;
}

/** What cannot be a path of this plugin: an address, a placeholder of a template, a variable. */
const NO_PATH = /^[a-z][a-z0-9+.-]*:|[<>{}$]/i;

/** Every path below the fields that a dialect reads paths from; addresses and placeholders are left out. */
export function* declaredPaths(data: DataMap, dialect: ManifestDialect): Generator<DeclaredPath> {
  for (const field of COMPONENT_FIELDS[dialect] ?? []) {
    const name = field.path.join(".");
    for (const node of texts(valueAt(data, ...field.path), name === "commands"))
      if (!NO_PATH.test(node.value)) yield { field, name, value: node.value, at: node.range };
  }
}

/** The texts of a field: itself, the items of its list, and for commands the `source` of each command. */
function* texts(node: DataNode | undefined, named: boolean): Generator<Extract<DataNode, { kind: "string" }>> {
  if (node?.kind === "string") yield node;
  else if (node?.kind === "list") for (const item of node.items) yield* texts(item, false);
  else if (node?.kind === "map" && named)
    for (const { value } of node.entries) yield* texts(valueAt(value, "source"), false);
}
