import type { Artifact, Kind, Located, Syntax } from "../../model/artifact.ts";
import type { Client } from "../../model/client.ts";
import type { DataMap } from "../../model/data.ts";
import type { Listed } from "../../model/ports.ts";
import { isDocument } from "../places/classify.ts";
import { pathsBelow } from "../places/sorted-paths.ts";
import type { ManifestDialect } from "../../clients/plugin-manifests.ts";
import { declaredPaths } from "./plugin-paths.ts";
import { folderAt, marketplaceEntries, pluginManifest } from "./plugins.ts";

/** What the files are that a field of a manifest names, and how their names end. */
const FIELDS: Readonly<Record<string, { readonly kind: Kind; readonly end: string; readonly syntax: Syntax }>> = {
  agents: { kind: "agent", end: ".md", syntax: "markdown" },
  commands: { kind: "command", end: ".md", syntax: "markdown" },
  outputStyles: { kind: "output-style", end: ".md", syntax: "markdown" },
  hooks: { kind: "hooks", end: ".json", syntax: "json" },
  mcpServers: { kind: "mcp", end: ".json", syntax: "json" },
  lspServers: { kind: "language-servers", end: ".json", syntax: "json" },
  "experimental.monitors": { kind: "monitors", end: ".json", syntax: "json" },
  rules: { kind: "scoped-instructions", end: ".md", syntax: "markdown" },
};

const CLIENT: Readonly<Partial<Record<ManifestDialect, Client>>> = {
  "claude-code": "claude-code",
  codex: "codex",
  copilot: "copilot",
  cursor: "cursor",
};

/** All files of the checked folder, ignored ones too: what a manifest names, its client loads. */
interface There {
  readonly listed: readonly Listed[];
  readonly linked: ReadonlyMap<string, string>;
}

/**
 * The files that manifests of plugins, and entries of marketplaces, name as agents, commands, rules, output styles,
 * hooks and servers, where their own paths do not say that they are. A folder stands for the files in it that are
 * nothing else.
 */
export function namedComponents(artifacts: readonly Artifact[], { listed, linked }: There): readonly Located[] {
  const manifests = artifacts.flatMap(manifestsIn);
  if (manifests.length === 0) return [];
  const places = artifacts.flatMap(({ kind, path, ways = [path] }) => ways.map((way) => ({ kind, path: way })));
  const known = new Set(places.map(({ kind, path }) => `${kind} ${path}`));
  const something = new Set(places.map(({ path }) => path));
  const held = new Set(artifacts.map(({ path, file = path }) => file));
  const files = [...listed.flatMap(({ path, link }) => (link === undefined ? [path] : [])), ...linked.keys()].sort();
  const there = new Set(files);
  const found = new Map<string, Located>();
  for (const { root, data, dialect } of manifests)
    for (const { name, value } of declaredPaths(data, dialect)) {
      const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
      const at = field && folderAt(root, value);
      if (!field || at === undefined) continue;
      const below = there.has(at)
        ? [at]
        : at === root
          ? []
          : pathsBelow(files, at).filter((path) => !isDocument(path) && !something.has(path));
      for (const path of below) {
        const key = `${field.kind} ${path}`;
        if (!path.endsWith(field.end) || known.has(key) || found.has(key)) continue;
        const file = linked.get(path);
        found.set(key, {
          ...located(path, field, CLIENT[dialect]),
          ...(file !== undefined && { file }),
          ...(held.has(file ?? path) && { again: true }),
        });
        held.add(file ?? path);
      }
    }
  return [...found.values()];
}

const located = (path: string, { kind, syntax }: (typeof FIELDS)[string], dialect: Client | undefined): Located => ({
  kind,
  path,
  syntax,
  ...(dialect && { dialect }),
});

interface Manifest {
  readonly root: string;
  readonly data: DataMap;
  readonly dialect: ManifestDialect;
}

function manifestsIn(artifact: Artifact): readonly Manifest[] {
  if (artifact.kind === "plugin") {
    const manifest = pluginManifest(artifact);
    return manifest ? [manifest] : [];
  }
  if (artifact.kind !== "marketplace") return [];
  return marketplaceEntries(artifact).flatMap(({ data, folder }) =>
    folder === undefined
      ? []
      : [{ root: folder, data, dialect: artifact.dialect === "copilot" ? "copilot" : "claude-code" }],
  );
}
