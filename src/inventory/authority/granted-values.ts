import {
  GRANTED,
  GRANTING_FILES,
  GRANTING_KEYS,
  GRANTING_SERVER_KEYS,
  type GrantingKey,
  STEERING_VARIABLE,
} from "../../clients/forms/granting-keys.ts";
import type { Artifact } from "../../model/artifact.ts";
import type { DataNode } from "../../model/data.ts";
import type { Repository } from "../../model/rule.ts";
import type { Range } from "../../model/source.ts";
import { mcpServersOf } from "../manifests/mcp-servers.ts";

/** A value by which a client starts, fetches or trusts something, or lets agents do more. */
export interface GrantedValue {
  readonly key: readonly string[];
  readonly shown: string;
  readonly at: Range;
  /** What the client starts. */
  readonly starts?: string;
}

/** What the values of an artifact grant, by the list of all keys that do. */
export function grantedValues(artifact: Artifact): readonly GrantedValue[] {
  const servers = mcpServersOf(artifact).flatMap(({ name, node }) =>
    GRANTING_SERVER_KEYS.flatMap((one) => valuesOf(node, one, ["server", name], isSteering)),
  );
  const data = "data" in artifact ? artifact.data : "frontmatter" in artifact ? artifact.frontmatter?.data : undefined;
  if (!data) return servers;
  const { kind, dialect } = artifact;
  const own = GRANTING_KEYS.filter((one) => one.kind === kind && (one.client === undefined || one.client === dialect));
  return [...own.flatMap((one) => valuesOf(data, one, [dialect ?? "any", kind])), ...servers];
}

/** The same of files that are no artifacts. */
export const grantedInFiles = ({ data }: Repository): readonly (GrantedValue & { readonly path: string })[] =>
  GRANTING_FILES.flatMap(({ file, keys }) => {
    const node = data(file);
    return keys.flatMap((one) => valuesOf(node, one, [file]).map((value) => ({ ...value, path: file })));
  });

/** A variable of a server counts where it decides which code runs, or where that talks to. */
const isSteering = (way: readonly string[]): boolean =>
  !/^env(?:ironment)?$/.test(way[0] ?? "") || STEERING_VARIABLE.test(way[1] ?? "");

function valuesOf(
  data: DataNode | undefined,
  { path, grants, ...which }: Omit<GrantingKey, "kind">,
  whose: readonly string[],
  counts: (way: readonly string[]) => boolean = () => true,
): readonly GrantedValue[] {
  return [...ends(data, path.split("/"), [])].flatMap(({ node, way, at }) => {
    const value = granting(node, which);
    if (value === undefined || !counts(way)) return [];
    const shown = `"${way.join(".")}" is ${clipped(value)}, ${GRANTED[grants]}`;
    return [{ key: [...whose, way.join("/"), value], shown, at, ...(grants === "starts" && { starts: value }) }];
  });
}

interface Reached {
  readonly node: DataNode;
  /** The keys on the way, without the numbers of items. */
  readonly way: readonly string[];
  readonly at: Range;
}

/** The values at the ends of a way of keys; `*` is every entry or item. Where a key stands twice, both are there. */
function* ends(
  node: DataNode | undefined,
  path: readonly string[],
  way: readonly string[],
  at?: Range,
): Generator<Reached> {
  const [next, ...rest] = path;
  if (!node) return;
  if (next === undefined) yield { node, way, at: at ?? node.range };
  else if (node.kind === "list" && next === "*")
    for (const item of node.items) yield* ends(item, rest, way, item.range);
  else if (node.kind === "map")
    for (const { key, keyRange, value } of node.entries)
      if (next === "*" || key === next) yield* ends(value, rest, [...way, key], keyRange);
}

/** A value as a text, if it grants something; a list of texts is one command. */
function granting(node: DataNode, { only, unless }: Pick<GrantingKey, "only" | "unless">): string | undefined {
  const text = textOf(node);
  if (only) return only.some((one) => String(one) === text) ? text : undefined;
  return text === "" || text === "false" || text === "null" || unless?.includes(text) ? undefined : text;
}

function textOf(node: DataNode): string {
  if (node.kind === "list") return node.items.map(textOf).join(" ");
  if (node.kind === "map") return node.entries.map(({ key, value }) => `${key}=${textOf(value)}`).join(" ");
  return String(node.value);
}

const LONGEST = 200;

const clipped = (text: string): string => `"${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}"`;
