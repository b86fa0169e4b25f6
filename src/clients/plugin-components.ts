import type { ManifestDialect } from "./plugin-manifests.ts";

/** A field of a manifest that names files of the plugin. `path` is its way from the top of the manifest. */
export interface ComponentField {
  readonly path: readonly string[];
  readonly leads: "directory" | "file" | "either";
  /** The only names that the client takes, by their end. */
  readonly ends?: readonly string[];
}

const directory = (...path: string[]): ComponentField => ({ path, leads: "directory" });
const either = (...path: string[]): ComponentField => ({ path, leads: "either" });
const file = (path: readonly string[], ...ends: string[]): ComponentField => ({
  path,
  leads: "file",
  ...(ends.length > 0 && { ends }),
});

/**
 * Read on 2026-11-21. Claude Code: code.claude.com/docs/en/plugins/manifest-reference (Fields, Path rules). Codex:
 * codex-rs/core-plugins/src/manifest.rs. Copilot: docs.github.com, cli-plugin-reference. Cursor:
 * cursor.com/docs/plugins/building. The common standard has fixed locations and no such fields.
 */
export const COMPONENT_FIELDS: Readonly<Partial<Record<ManifestDialect, readonly ComponentField[]>>> = {
  "claude-code": [
    directory("skills"),
    either("commands"),
    file(["agents"], ".md"),
    file(["hooks"], ".json"),
    file(["mcpServers"], ".json", ".mcpb", ".dxt"),
    file(["lspServers"], ".json"),
    either("outputStyles"),
    either("workflows"),
    either("experimental", "themes"),
    file(["experimental", "monitors"], ".json"),
    directory("experimental", "evals"),
  ],
  codex: [
    directory("skills"),
    file(["mcpServers"]),
    file(["apps"]),
    file(["hooks"]),
    file(["interface", "composerIcon"]),
    file(["interface", "logo"]),
    file(["interface", "logoDark"]),
    file(["interface", "screenshots"]),
  ],
  copilot: ["agents", "skills", "commands", "hooks", "mcpServers", "lspServers"].map((name) => either(name)),
  cursor: ["rules", "agents", "skills", "commands", "hooks", "mcpServers", "logo"].map((name) => either(name)),
};

/** Clients that take a path only with `./` in front. Codex ignores any other, Claude Code refuses the manifest. */
export const DOT_SLASH_REQUIRED: ReadonlySet<ManifestDialect> = new Set(["claude-code", "codex"]);

/**
 * Clients that are known to refuse a path out of the plugin:
 * the two above, and Cursor (`paths must stay inside the plugin`).
 */
export const CONTAINED: ReadonlySet<ManifestDialect> = new Set(["claude-code", "codex", "cursor"]);
