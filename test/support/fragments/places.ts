/** A kind of artifact as a file that holds a text, raw or where a value stands. */
export interface PlaceOfText {
  readonly path: string;
  readonly holding: (text: string) => string;
}

const raw = (text: string): string => `${text}\n`;
const body = (text: string): string => `---\nname: a\ndescription: Does a thing.\n---\n\n${text}\n`;
const field =
  (name: string) =>
  (text: string): string =>
    `---\nname: a\ndescription: Does a thing.\n${name}: ${JSON.stringify(text)}\n---\n\nA.\n`;

export const PLACES: readonly PlaceOfText[] = [
  { path: "AGENTS.md", holding: (text) => `[x](#foo) [y](gone.md)\n\nRun \`make foo\`.\n\n${text}\n` },
  { path: "AGENTS.md", holding: (text) => `[x](#foo)\n\n# ${text}\n` },
  { path: ".claude/skills/a/SKILL.md", holding: body },
  { path: ".claude/skills/a/SKILL.md", holding: field("allowed-tools") },
  { path: ".claude/agents/a.md", holding: field("model") },
  { path: ".claude/agents/a.md", holding: field("tools") },
  { path: ".claude/commands/a.md", holding: raw },
  { path: ".cursor/rules/a.mdc", holding: field("globs") },
  { path: ".mcp.json", holding: (text) => JSON.stringify({ mcpServers: { a: { command: "npx", args: [text] } } }) },
  { path: ".mcp.json", holding: raw },
  {
    path: ".claude/settings.json",
    holding: (text) =>
      JSON.stringify({
        permissions: { allow: [text] },
        hooks: { PreToolUse: [{ matcher: "*", hooks: [{ type: "command", command: text }] }] },
      }),
  },
  { path: ".claude-plugin/plugin.json", holding: (text) => JSON.stringify({ name: "a", description: text }) },
  { path: ".codex/config.toml", holding: (text) => `model = ${JSON.stringify(text.replaceAll("\u0000", ""))}\n` },
  { path: ".codex/config.toml", holding: raw },
  { path: "rollouts/a.yaml", holding: (text) => `# agent-ci.dev/\n${text}\n` },
  {
    path: "rollouts/a.yaml",
    holding: (text) =>
      `apiVersion: agent-ci.dev/v1alpha1\nkind: Rollout\nmetadata: { name: ${JSON.stringify(text.slice(0, 60_000))} }\n`,
  },
  { path: "golden/a.yaml", holding: (text) => `kind: golden\n${text}\n` },
  {
    path: "golden/a.yaml",
    holding: (text) =>
      `kind: golden\ncases:\n  a: { command: [node], comparators: [{ type: regex, value: ${JSON.stringify(text)} }] }\n`,
  },
  { path: "scenarios/a.yaml", holding: raw },
  {
    path: "scenarios/a.yaml",
    holding: (text) =>
      `prompt: ${JSON.stringify(text)}\ncommand: [node, ${JSON.stringify(text)}]\nturns: [{ text: a }]\n`,
  },
  { path: "agent-usage.yaml", holding: raw },
  {
    path: ".claude/skills/a/evals/trigger-eval.json",
    holding: (text) => JSON.stringify([{ query: text, should_trigger: true }]),
  },
  { path: "Makefile", holding: raw },
  { path: ".gitmodules", holding: raw },
];
