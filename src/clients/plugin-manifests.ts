import type { Client } from "../model/client.ts";

/**
 * Whose format a plugin manifest follows;
 * `agent-plugins` is the common standard, `other` a client that we know nothing of.
 */
export type ManifestDialect =
  | Extract<Client, "claude-code" | "codex" | "copilot" | "cursor" | "gemini-cli">
  | "agent-plugins"
  | "other";

/**
 * Where plugin manifests lie below a plugin's root. Read on 2026-11-21:
 * code.claude.com/docs/en/plugins/manifest-reference, codex-rs/core-plugins/src/manifest.rs,
 * cursor.com/docs/plugins/building, docs.github.com plugin-and-marketplace-reference.
 */
export const PLUGIN_MANIFESTS: readonly { readonly suffix: string; readonly dialect: ManifestDialect }[] = [
  { suffix: ".claude-plugin/plugin.json", dialect: "claude-code" },
  { suffix: ".codex-plugin/plugin.json", dialect: "codex" },
  { suffix: ".cursor-plugin/plugin.json", dialect: "cursor" },
  { suffix: ".github/plugin/plugin.json", dialect: "copilot" },
  { suffix: "gemini-extension.json", dialect: "gemini-cli" },
  { suffix: ".kimi-plugin/plugin.json", dialect: "other" },
  { suffix: ".plugin/plugin.json", dialect: "other" },
  { suffix: "plugin.json", dialect: "copilot" },
];

/** Where marketplaces lie below the root that their relative sources start at. Same sources, same day. */
export const MARKETPLACES: readonly string[] = [
  ".agents/plugins/marketplace.json",
  ".claude-plugin/marketplace.json",
  ".cursor-plugin/marketplace.json",
  ".github/plugin/marketplace.json",
  ".plugin/marketplace.json",
  "marketplace.json",
];

/** The manifests that a client's marketplace leads to, the preferred one first. */
export const MANIFESTS_OF_MARKETPLACE: Readonly<Partial<Record<Client, readonly ManifestDialect[]>>> = {
  "claude-code": ["claude-code"],
  codex: ["codex", "claude-code"],
  copilot: ["agent-plugins", "copilot", "claude-code"],
  cursor: ["cursor", "agent-plugins"],
};

/** Identifies a manifest of the common standard; the first group is the version of the standard. */
export const AGENT_PLUGINS_SCHEMA = /^https:\/\/agent-plugins\.org\/schemas\/([^/]+)\/plugin\.schema\.json$/;

/** Released versions of the standard, as of 2026-11-21 (agentplugins/agent-plugins-spec). */
export const AGENT_PLUGINS_VERSIONS: readonly string[] = ["1.0.0", "1.1.0"];
