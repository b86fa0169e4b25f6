import type { DataNode } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";

/** A reference to an option of a plugin's user, with the key that its text stands under. */
export interface UserOption {
  readonly name: string;
  readonly key: string;
  readonly at: Range;
}

const REFERENCE = /\$\{user_config\.([A-Za-z0-9_-]+)\}/g;

/** Every reference in the texts below a node. */
export function* userOptions(node: DataNode | undefined, key = ""): Generator<UserOption> {
  if (node?.kind === "string")
    for (const [, name = ""] of node.value.matchAll(REFERENCE)) yield { name, key, at: node.range };
  else if (node?.kind === "list") for (const item of node.items) yield* userOptions(item, key);
  else if (node?.kind === "map") for (const entry of node.entries) yield* userOptions(entry.value, entry.key);
}
