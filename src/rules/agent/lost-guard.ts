import { AGENT_FIELDS } from "../../clients/agent-fields.ts";
import { claudeCodePlugins } from "../../clients/claude-code-plugins.ts";
import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { hooksOf, isGuard } from "../../inventory/hooks/hooks.ts";
import { layoutOf } from "../../inventory/places/layout.ts";
import { isPluginAgent } from "../../inventory/teams/agents.ts";
import { keptTools } from "../../inventory/teams/kept-tools.ts";
import { meantAgentField } from "../../inventory/teams/meant-agent-field.ts";
import type { ArtifactOf } from "../../model/artifact.ts";
import { entryOf, valueAt } from "../../model/data.ts";
import { defineRepositoryRule, type Finding } from "../../model/rule.ts";
import { correctedKey } from "../corrected-key.ts";

const FIELD = "disallowedTools";
const HOOKS = "Nothing checks what the agent does: its calls run as if the hook were not there.";

export const agentLostGuard = defineRepositoryRule({
  id: "agent/lost-guard",
  severity: "off",
  severityFor: { "claude-code": "error" },
  summary: "What a subagent of Claude Code may not use is taken from it, and its guards run.",
  why: "Claude Code compares `disallowedTools` with the names of its tools letter by letter and says nothing of what it does not find: `bash` is no tool. Hooks of an agent in a plugin it leaves out.",
  consequence: "The subagent keeps the tools that it should not have.",
  help: "Write the tools as Claude Code does, with commas between them; give hooks to the plugin as a whole, in hooks/hooks.json. A tool that is newer than this list belongs into the option `allowed`.",
  since: "0.1.0",
  sources: [claudeCodeFacts.agentTools, claudeCodeFacts.disallowedTools, claudeCodePlugins.pluginAgentHooks],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check(repository, { allowed }) {
    for (const artifact of repository.of("agent")) {
      if (artifact.dialect !== "claude-code") continue;
      for (const finding of faults(artifact, allowed)) yield { artifact, client: "claude-code", ...finding };
      // Without a manifest around it, an agent waits to be copied to where its hooks run.
      if (!isPluginAgent(artifact) || layoutOf(repository).pluginOf(artifact.path) === undefined) continue;
      const guard = hooksOf(artifact)?.hooks.find(({ dialect, event }) => isGuard(dialect, event));
      const hooks = guard && entryOf(artifact.frontmatter?.data, "hooks");
      if (hooks)
        yield {
          artifact,
          message: `Claude Code runs no hooks of an agent in a plugin; this guard (${guard.event}) is lost.`,
          at: hooks.keyRange,
          client: "claude-code",
          consequence: HOOKS,
        };
    }
  },

  examples: [
    {
      because: "tools by their names, and a guard in a project's agent",
      files: {
        ".claude/agents/a.md":
          "---\nname: a\ndescription: A.\ndisallowedTools: Bash, Write, mcp__github__push\nhooks:\n  PreToolUse:\n    - hooks:\n        - { type: command, command: make check }\n---\nA.\n",
      },
    },
    {
      because: "a tool in lower case: the subagent runs commands all the same",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\ndisallowedTools: bash, Write\n---\nA.\n" },
      reports: ['4:18 There is no tool "bash", so none is taken away; did you mean "Bash"?'],
    },
    {
      because: "a field of skills",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\ndisallowed-tools: Bash\n---\nA.\n" },
      reports: [
        '4:1 Claude Code knows no field "disallowed-tools" in agents, so no tool is taken away; did you mean "disallowedTools"?',
      ],
      fixed: "---\nname: a\ndescription: A.\ndisallowedTools: Bash\n---\nA.\n",
    },
    {
      because: "what settings have",
      files: {
        ".claude/agents/a.md": "---\nname: a\ndescription: A.\npermissions:\n  deny: [Bash]\n---\nA.\n",
        ".claude/agents/b.md": "---\nname: b\ndescription: B.\npermissions:\n  allow: [Read]\n---\nB.\n",
      },
      reports: [
        '.claude/agents/a.md:4:1 Claude Code reads no "permissions" in agents, so nothing that `deny` names is denied.',
      ],
    },
    {
      because: "tools that no comma separates, a map of them, and all at once, which only skills can say",
      files: {
        ".claude/agents/a.md": "---\nname: a\ndescription: A.\ndisallowedTools: Edit|Bash\n---\nA.\n",
        ".claude/agents/b.md": "---\nname: b\ndescription: B.\ndisallowedTools: { Bash: true }\n---\nB.\n",
        ".claude/agents/c.md": '---\nname: c\ndescription: C.\ndisallowedTools: "*"\n---\nC.\n',
      },
      reports: [
        '.claude/agents/a.md:4:18 "Edit|Bash" is no tool, so none is taken away; put commas between tools.',
        ".claude/agents/b.md:4:18 `disallowedTools` has to be a text with commas, or a list of texts; this takes no tool away.",
        '.claude/agents/c.md:4:18 No tool is called "*", so none is taken away; name each of them.',
      ],
    },
    {
      because: "a guard in the agent of a plugin",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "p" }\n',
        "agents/a.md":
          "---\nname: a\ndescription: A.\nhooks:\n  PreToolUse:\n    - hooks:\n        - { type: command, command: make check }\n---\nA.\n",
      },
      reports: ["agents/a.md:4:1 Claude Code runs no hooks of an agent in a plugin; this guard (PreToolUse) is lost."],
    },
  ],
});

type Agent = ArtifactOf<"agent">;

function* faults({ frontmatter, source }: Agent, allowed: readonly string[]): Generator<Finding> {
  const data = frontmatter?.data;
  const own = entryOf(data, FIELD);
  if (own) yield* keptTools(FIELD, own.value, allowed);
  if (own?.value.kind === "string" && own.value.value.trim() === "*")
    yield { message: 'No tool is called "*", so none is taken away; name each of them.', at: own.value.range };
  const permissions = entryOf(data, "permissions");
  const denied = permissions && valueAt(permissions.value, "deny");
  if (permissions && denied?.kind === "list" && denied.items.length > 0)
    yield {
      message: 'Claude Code reads no "permissions" in agents, so nothing that `deny` names is denied.',
      at: permissions.keyRange,
      help: `Write tools that the agent may not use into \`${FIELD}\`, and other rules into \`permissions\` of .claude/settings.json.`,
    };
  for (const { key, keyRange } of data?.entries ?? [])
    if (!own && meantAgentField(key, Object.keys(AGENT_FIELDS["claude-code"] ?? {})) === FIELD)
      yield {
        message: `Claude Code knows no field "${key}" in agents, so no tool is taken away; did you mean "${FIELD}"?`,
        at: keyRange,
        fix: correctedKey(source, keyRange, FIELD),
      };
}
