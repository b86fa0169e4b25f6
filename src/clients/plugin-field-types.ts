import type { DataNode } from "../model/data.ts";
import type { ManifestDialect } from "./plugin-manifests.ts";

type Kind = DataNode["kind"];

/** The kinds of value that a field takes; `texts` is a list of nothing but texts. */
export type FieldType = Kind | "texts";

const text = ["string"] as const;

/**
 * Fields whose wrong type makes the client refuse the whole manifest. Read on 2026-11-21: Claude Code's
 * manifest-reference ("a type mismatch … Claude Code reports the same problem when it loads the plugin"), and serde's
 * typed fields in codex-rs/core-plugins/src/manifest.rs; a null leaves an optional field out there.
 */
export const REQUIRED_TYPES: Readonly<
  Partial<Record<ManifestDialect, Readonly<Record<string, readonly FieldType[]>>>>
> = {
  "claude-code": {
    displayName: text,
    version: text,
    description: text,
    homepage: text,
    repository: text,
    license: text,
    author: ["map"],
    keywords: ["texts"],
    defaultEnabled: ["boolean"],
    dependencies: ["list"],
    settings: ["map"],
    metadata: ["map"],
    userConfig: ["map"],
    channels: ["list"],
    experimental: ["map"],
    skills: ["string", "texts"],
    agents: ["string", "texts"],
    commands: ["string", "texts", "map"],
    hooks: ["string", "list", "map"],
    mcpServers: ["string", "list", "map"],
    lspServers: ["string", "list", "map"],
    outputStyles: ["string", "texts"],
  },
  codex: {
    name: text,
    version: ["string", "null"],
    description: ["string", "null"],
    keywords: ["texts"],
    apps: ["string", "null"],
    interface: ["map", "null"],
  },
};

export function hasType(node: DataNode, types: readonly FieldType[]): boolean {
  return types.some((type) =>
    type === "texts" ? node.kind === "list" && node.items.every(({ kind }) => kind === "string") : node.kind === type,
  );
}

const NAMES: Readonly<Record<FieldType, string>> = {
  string: "a text",
  texts: "a list of texts",
  list: "a list",
  map: "a map",
  boolean: "true or false",
  number: "a number",
  null: "null",
};

/** `a text or a list of texts`, for messages. */
export const typeNames = (types: readonly FieldType[]): string =>
  types
    .filter((type) => type !== "null")
    .map((type) => NAMES[type])
    .join(" or ");
