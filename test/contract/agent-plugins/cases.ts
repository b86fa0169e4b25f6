import type { ExampleFiles } from "../../../src/model/rule.ts";

/** One line of Agent Plugins 1.0.0 that has a MUST, in our words, and what agent-ci has to say of a plugin that keeps or breaks it. */
export type Line = { readonly section: string; readonly says: string } & (
  | {
      readonly keeps?: ExampleFiles;
      readonly breaks?: ExampleFiles;
      /** What is said of the one that breaks it: `rule: part of the message`. */
      readonly reports?: string;
    }
  /** A line about what a client does at run time; no file can keep or break it. */
  | { readonly runtime: string }
);

export const PLUGIN = "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json";
export const MCP = "https://agent-plugins.org/schemas/1.0.0/mcp.schema.json";
const SKILL = "---\nname: a\ndescription: Does one thing.\n---\nDo it.\n";

/** A plugin with one skill; `more` are further fields of its manifest. */
export const plugin = (more: object = {}, files: ExampleFiles = {}): ExampleFiles => ({
  "p/plugin.json": JSON.stringify({ $schema: PLUGIN, name: "acme.tools", ...more }),
  "p/skills/a/SKILL.md": SKILL,
  ...files,
});
/** A plugin with servers; `top` are further fields of `mcp.json`. */
export const servers = (some: unknown, top: object = {}): ExampleFiles =>
  plugin({}, { "p/mcp.json": JSON.stringify({ $schema: MCP, mcpServers: some, ...top }) });
export const local = (more: object = {}): ExampleFiles => servers({ s: { type: "stdio", command: "node", ...more } });
export const remote = (more: object = {}): ExampleFiles =>
  servers({ s: { type: "streamable-http", url: "https://example.com/mcp", ...more } });
export const skillFile = SKILL;
