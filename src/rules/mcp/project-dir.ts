import { claudeCodeMcp } from "../../clients/claude-code-mcp.ts";
import { mcpServersOf } from "../../inventory/manifests/mcp-servers.ts";
import { layoutOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

/** Only what has another value behind `:-` is safe. */
const BARE = /\$\{CLAUDE_PROJECT_DIR\}/;

export const mcpProjectDir = defineRepositoryRule({
  id: "mcp/project-dir",
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "A server of .mcp.json does without CLAUDE_PROJECT_DIR.",
  why: "Hooks know the variable, and .mcp.json does not: Claude Code leaves the name as it stands.",
  consequence: "The server does not start, unless the variable is set outside.",
  help: "Write a path from the repository's root, or `${CLAUDE_PROJECT_DIR:-.}`.",
  since: "0.1.0",
  sources: [claudeCodeMcp.mcpProjectDir],

  *check(repository) {
    for (const artifact of repository.of("mcp")) {
      if (!/(?:^|\/)\.mcp\.json$/.test(artifact.path) || layoutOf(repository).pluginOf(artifact.path) !== undefined)
        continue;
      for (const { command, args, url, env } of mcpServersOf(artifact))
        for (const text of [command, url, ...args, ...env.map(({ value }) => value)])
          if (text && BARE.test(text.value)) {
            const message = "Claude Code does not know ${CLAUDE_PROJECT_DIR} here.";
            yield { artifact, message, at: text.range, client: "claude-code" };
          }
    }
  },

  examples: [
    {
      because: "a path from the root, and another folder in the variable's place",
      files: {
        ".mcp.json":
          '{ "mcpServers": { "a": { "command": "./a.sh" }, "b": { "command": "${CLAUDE_PROJECT_DIR:-.}/b.sh" } } }',
      },
    },
    {
      because: "the variable alone",
      files: { ".mcp.json": '{ "mcpServers": { "a": { "command": "${CLAUDE_PROJECT_DIR}/a.sh" } } }' },
      reports: ["1:37 Claude Code does not know ${CLAUDE_PROJECT_DIR} here."],
    },
  ],
});
