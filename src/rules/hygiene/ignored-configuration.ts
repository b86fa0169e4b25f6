import type { DataNode } from "../../model/data.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";

export const hygieneIgnoredConfiguration = defineRepositoryRule({
  id: "hygiene/ignored-configuration",
  severity: "info",
  summary: "Git does not ignore what the team's agents work by.",
  why: "Skills, AGENTS.md, MCP configurations without secrets, team specifications, and documents on cost and deployment are the team's. A pattern that was meant for something else, such as `*.local*` or `build/`, keeps them on one machine.",
  consequence: "Agents elsewhere work without it, and no check in a pipeline ever sees it.",
  help: "Except it in `.gitignore` with a line such as `!AGENTS.md`. Switch the rule off for files that a program writes from others.",
  since: "0.1.0",
  reads: ["mcp.json", ".mcp.json", ".cursor/mcp.json", ".vscode/mcp.json"],

  *check(repository) {
    for (const path of repository.ignored()) {
      const shown = path.endsWith("/") ? folderIn(repository, path) : isShared(repository, path) ? path : undefined;
      if (shown !== undefined) yield { path: shown.replace(/\/$/, ""), message: `Git ignores "${shown}".` };
    }
  },

  examples: [
    {
      because: "what is one person's",
      files: { ".gitignore": "*.local.*\n", "CLAUDE.local.md": "Mine.\n", ".claude/settings.local.json": "{}\n" },
    },
    {
      because: "a server whose key stands in the file",
      files: {
        ".gitignore": ".mcp.json\n",
        ".mcp.json": '{"mcpServers":{"a":{"command":"a","env":{"KEY":"k-123"}}}}\n',
      },
    },
    {
      because: "skills under a folder that is ignored as a whole",
      files: { ".gitignore": ".claude/\n", ".claude/skills/git/SKILL.md": "---\nname: git\n---\n", "a.md": "A\n" },
      reports: ['.claude/skills Git ignores ".claude/skills/".'],
    },
    {
      because: "a server that names its key by a variable",
      files: {
        ".gitignore": "*.json\n",
        ".mcp.json": '{"mcpServers":{"a":{"command":"a","env":{"KEY":"${KEY}"}}}}\n',
        "a.md": "A\n",
      },
      reports: ['.mcp.json Git ignores ".mcp.json".'],
    },
  ],
});

const SHARED =
  /(?:^|\/)(?:AGENTS|CLAUDE|GEMINI|SKILL|TEAM_SPEC|ORCHESTRATION)\.md$|^(?:[^/]+\/)*(?:cost|deployment)(?:[-_][\w-]+)?\.md$|^\.github\/copilot-instructions\.md$/i;
const SERVERS = /^(?:\.?|\.(?:cursor|vscode)\/)mcp\.json$/;

const isShared = (repository: Repository, path: string): boolean =>
  SHARED.test(path) || (SERVERS.test(path) && !holdsValues(repository.data(path)));

/** The ignored folder where it is one of configuration, else the first such folder in it. */
function folderIn(repository: Repository, ignored: string): string | undefined {
  if (FOLDERS.some((folder) => ignored === folder)) return ignored;
  return FOLDERS.find((folder) => folder.startsWith(ignored) && repository.entry(folder)?.type === "directory");
}

const FOLDERS = [
  "skills/",
  ...["agents", "claude", "codex", "cursor", "gemini", "github"].map((client) => `.${client}/skills/`),
  ".claude/agents/",
  ".claude/commands/",
  ".claude/rules/",
  ".github/agents/",
  ".github/instructions/",
  ".cursor/rules/",
];

/** Whether a configuration of MCP servers may hold secrets, or cannot be read: then it is ignored for a reason. */
const holdsValues = (data: DataNode | undefined): boolean => !data || anyValue(data, false);

function anyValue(node: DataNode, secret: boolean): boolean {
  if (node.kind === "string") return secret && !/\$\{|^\$|^$/.test(node.value);
  if (node.kind === "list") return node.items.some((item) => anyValue(item, secret));
  if (node.kind !== "map") return false;
  return node.entries.some(({ key, value }) => anyValue(value, secret || /^(?:env|headers|http_headers)$/.test(key)));
}
