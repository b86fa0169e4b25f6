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

const known = new WeakMap<DataMap, Map<ManifestDialect, readonly DeclaredPath[]>>();

/**
 * Every path below the fields that a dialect reads paths from; addresses and placeholders are left out. Six rules ask
 * for those of each manifest, and of each entry of a marketplace: they are looked for once.
 */
export function declaredPaths(data: DataMap, dialect: ManifestDialect): readonly DeclaredPath[] {
  const byDialect = known.get(data) ?? new Map<ManifestDialect, readonly DeclaredPath[]>();
  const paths = byDialect.get(dialect) ?? pathsIn(data, dialect);
  known.set(data, byDialect.set(dialect, paths));
  return paths;
}

const pathsIn = (data: DataMap, dialect: ManifestDialect): readonly DeclaredPath[] =>
  (COMPONENT_FIELDS[dialect] ?? []).flatMap((field) => {
    const value = valueAt(data, ...field.path);
    if (value === undefined) return [];
    const name = field.path.join(".");
    return Array.from(texts(value, name === "commands")).flatMap((node) =>
      NO_PATH.test(node.value) ? [] : [{ field, name, value: node.value, at: node.range }],
    );
  });

/** The texts of a field: itself, the items of its list, and for commands the `source` of each command. */
function* texts(node: DataNode | undefined, named: boolean): Generator<Extract<DataNode, { kind: "string" }>> {
  if (node?.kind === "string") yield node;
  else if (node?.kind === "list") for (const item of node.items) yield* texts(item, false);
  else if (node?.kind === "map" && named)
    for (const { value } of node.entries) yield* texts(valueAt(value, "source"), false);
}
