import { claudeCodeFacts } from "../clients/claude-code.ts";
import { tokenFactors } from "../clients/token-factors.ts";
import { defineEngineRule, type ExampleFiles } from "../model/rule.ts";

const since = "0.1.0";
const agent = (name: string, words: number): string =>
  `---\nname: ${name}\ndescription: ${"word ".repeat(words).trim()}\n---\nDo it.\n`;
const words = (count: number): string => `${"word ".repeat(count).trim()}\n`;
const budgets = (text: string): ExampleFiles => ({ "agent-ci.yaml": `budgets:\n  ${text}\n` });

export const budgetFile = defineEngineRule({
  id: "budget/file",
  severity: "error",
  summary: "A file has no more tokens than its budget in `budgets.files` allows.",
  why: "Every line of an instruction file is paid for on every request, and pushes out what the model was asked to do.",
  consequence: "Each request costs more and leaves less room than this repository has decided to allow.",
  help: "Shorten the largest sections, move them into files that are read when needed, or raise the budget in agent-ci.yaml.",
  since,
  examples: [
    {
      because: "it keeps to its budget",
      files: { "AGENTS.md": words(50), ...budgets("files: [{ path: AGENTS.md, max: 100 }]") },
    },
    {
      because: "there are more",
      files: {
        "AGENTS.md": `# A\n${words(100)}# B\n${words(50)}`,
        ...budgets("files: [{ path: AGENTS.md, max: 100 }]"),
      },
      reports: [
        'AGENTS.md AGENTS.md has 158 tokens, 58 more than its budget of 100; the largest parts are "A" (104) and "B" (54).',
      ],
    },
    {
      because: "it grew by more than a share of what it was",
      base: { "AGENTS.md": words(100) },
      files: { "AGENTS.md": words(110), ...budgets("files: [{ path: AGENTS.md, max-increase: 5% }]") },
      reports: [
        "AGENTS.md AGENTS.md has 111 tokens, 5 more than the 106 that its growth is bound to; at the base it had 101.",
      ],
    },
  ],
});

export const budgetUnmatched = defineEngineRule({
  id: "budget/unmatched",
  severity: "warning",
  summary: "Each entry of `budgets.files` is about a file that is there.",
  why: "A slip in a path, or a file that was renamed, looks the same as one that keeps to its budget.",
  consequence: "Nothing is held to the budget, and nobody is told.",
  help: "Correct the path (`**/` for every folder; paths count from the configuration's folder), or take the entry out.",
  since,
  examples: [
    {
      because: "a file is there, and a glob for what may come beside it",
      files: { "AGENTS.md": words(50), ...budgets('files: [{ path: "**/AGENTS.md", max: 100 }]') },
    },
    {
      because: "the file has another name",
      files: { "AGENTS.md": words(50), ...budgets("files: [{ path: AGENT.md, max: 100 }]") },
      reports: ['agent-ci.yaml No file of agent configuration matches "AGENT.md": nothing is held to this budget.'],
    },
  ],
});

export const budgetClass = defineEngineRule({
  id: "budget/class",
  severity: "error",
  summary: "All files of a kind together have no more tokens than `budgets.classes` allows.",
  why: "Many small files add up where no single one is large.",
  consequence: "The fleet costs more than this repository has decided to allow.",
  help: "Shorten the largest files, take out what nobody uses, or raise the budget in agent-ci.yaml.",
  since,
  examples: [
    {
      because: "together they keep to it",
      files: { "AGENTS.md": words(50), "api/AGENTS.md": words(40), ...budgets("classes: { instructions: 200 }") },
    },
    {
      because: "together they do not",
      files: { "AGENTS.md": words(50), "api/AGENTS.md": words(60), ...budgets("classes: { instructions: 100 }") },
      reports: [
        "api/AGENTS.md The 2 files of the kind instructions have 112 tokens, 12 more than their budget of 100; the largest parts are api/AGENTS.md (61) and AGENTS.md (51).",
      ],
    },
  ],
});

export const budgetClient = defineEngineRule({
  id: "budget/client",
  severity: "error",
  summary: "What a client loads with every request has no more tokens than `budgets.clients` allows.",
  why: "Instructions, imports, rules and the lists of skills and subagents are sent with every request; only together they show what one costs.",
  consequence: "Every request of this client costs more than this repository has decided to allow.",
  help: "`agent-ci tokens --tree --client <client>` shows what is loaded. Shorten the largest, or raise the budget in agent-ci.yaml.",
  since,
  sources: Object.values(tokenFactors),
  examples: [
    { because: "it keeps to its budget", files: { "AGENTS.md": words(50), ...budgets("clients: { codex: 100 }") } },
    {
      because: "work in one folder begins with more",
      files: { "AGENTS.md": words(50), "api/AGENTS.md": words(60), ...budgets("clients: { codex: 100 }") },
      reports: [
        "api/AGENTS.md Codex in api loads 112 tokens with every request, 12 more than its budget of 100; the largest parts are api/AGENTS.md (61) and AGENTS.md (51).",
      ],
    },
  ],
});

export const budgetSkill = defineEngineRule({
  id: "budget/skill",
  severity: "error",
  summary: "A skill's metadata, body and references have no more tokens than `budgets.skill` allows.",
  why: "Metadata are paid for with every request, the body with each use, references when they are read.",
  consequence: "The skill costs more than this repository has decided to allow.",
  help: "Say when to use the skill in fewer words, and move details from the body into references.",
  since,
  sources: [{ read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],
  examples: [
    {
      because: "it keeps to its budget",
      files: { "skills/a/SKILL.md": agent("a", 10), ...budgets("skill: { metadata: 20, body: 10 }") },
    },
    {
      because: "its description does not",
      files: { "skills/a/SKILL.md": agent("a", 40), ...budgets("skill: { metadata: 20 }") },
      reports: ["skills/a/SKILL.md The metadata of the skill a has 44 tokens, 24 more than its budget of 20."],
    },
  ],
});

export const budgetFleet = defineEngineRule({
  id: "budget/fleet",
  severity: "error",
  summary: "All files that reach a model together have no more tokens than `budgets.fleet` allows.",
  why: "A repository of agent configuration only grows, unless something says where it ends.",
  consequence: "There is more to read, to review and to keep true than this repository has decided to allow.",
  help: "Take out what nobody uses, or raise the budget in agent-ci.yaml.",
  since,
  examples: [
    { because: "it keeps to its budget", files: { "AGENTS.md": words(50), ...budgets("fleet: 100") } },
    {
      because: "it does not",
      files: { "AGENTS.md": words(150), ...budgets("fleet: 100") },
      reports: [
        "AGENTS.md The 1 file of this repository has 151 tokens, 51 more than its budget of 100; the largest part is AGENTS.md (151).",
      ],
    },
  ],
});

export const budgetHeadroom = defineEngineRule({
  id: "budget/headroom",
  severity: "warning",
  summary: "A share of every budget is left, 20 % unless `budgets.headroom` says otherwise.",
  why: "Who learns of a budget when it is used up has to shorten under pressure.",
  consequence: "The next change that adds something may fail.",
  help: "Shorten the largest parts now, or raise the budget in agent-ci.yaml.",
  since,
  examples: [
    {
      because: "a fifth is left",
      files: { "AGENTS.md": words(79), ...budgets("files: [{ path: AGENTS.md, max: 100 }]") },
    },
    {
      because: "less is left",
      files: { "AGENTS.md": words(89), ...budgets("files: [{ path: AGENTS.md, max: 100 }]") },
      reports: ["AGENTS.md AGENTS.md has 90 tokens: 10 of its budget of 100 are left, less than 20 %."],
    },
  ],
});

const many = (count: number, each: number): ExampleFiles =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`.claude/agents/a${10 + index}.md`, agent(`a${10 + index}`, each)]),
  );

export const budgetAgentDescriptions = defineEngineRule({
  id: "budget/agent-descriptions",
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "The names and descriptions of subagents that are there together have at most 15,000 tokens.",
  why: "Claude Code lists all of them with every request, and warns above that many.",
  consequence: "Every request begins with the list, and the model chooses worse among so many.",
  help: "Shorten the longest descriptions, or divide the plugin.",
  since,
  sources: [claudeCodeFacts.agentListingTokens, claudeCodeFacts.agentListing, tokenFactors.claude],
  examples: [
    { because: "two of them are few", files: many(2, 100) },
    {
      because: "twelve of a thousand words each",
      files: many(12, 1000),
      reports: [
        ".claude/agents/a10.md The 12 subagents of this repository have ≈ 16,040 (12,783–21,708) tokens of names and descriptions, 1,040 more than the 15,000 above which Claude Code warns; the largest parts are .claude/agents/a10.md (1,005), .claude/agents/a11.md (1,005) and .claude/agents/a12.md (1,005).",
      ],
    },
  ],
});

export const budgetCompaction = defineEngineRule({
  id: "budget/compaction",
  severity: "off",
  severityFor: { "claude-code": "info" },
  summary: "What Claude Code keeps of a skill after compaction is all of it: 5,000 tokens.",
  why: "When a conversation is compacted, the first 5,000 tokens of each skill that was used are kept.",
  consequence: "In long sessions the model goes on without the end of the skill, and nobody is told.",
  help: "Put what must hold to the end of a session first, and move details into references.",
  since,
  sources: [claudeCodeFacts.skillAfterCompaction, tokenFactors.claude],
  examples: [
    {
      because: "all of it is kept",
      files: { ".claude/skills/a/SKILL.md": `---\nname: a\ndescription: A.\n---\n${words(100)}` },
    },
    {
      because: "its end is not",
      files: {
        ".claude/skills/a/SKILL.md": `---\nname: a\ndescription: A.\n---\n# First\n${words(3000)}# Second\n${words(3000)}# Third\nx\n`,
      },
      reports: [
        '.claude/skills/a/SKILL.md:9:1 The skill has ≈ 7,997 (6,373–10,824) tokens, of which Claude Code keeps 5,000 after compaction; the first section that is certainly lost is "Third".',
      ],
    },
  ],
});

const lock = (description: string, count = 1): ExampleFiles => ({
  ".agent-ci/mcp.lock.json": JSON.stringify({
    servers: {
      git: {
        tools: Array.from({ length: count }, (_, index) => ({ name: `t${index}`, description, inputSchema: {} })),
      },
    },
  }),
  "AGENTS.md": "Use the tools.\n",
});

export const budgetMcpLock = defineEngineRule({
  id: "budget/mcp-lock",
  severity: "error",
  decidedBy: "repository",
  summary: "The lock of MCP servers can be read.",
  why: "Budgets count the tools that it names, and nothing else says how many there are.",
  consequence: "The tools of all servers count as nothing, and every budget that they belong to is kept.",
  help: "Take the file from an earlier commit, or delete it and run `agent-ci mcp lock`.",
  since,
  examples: [
    { because: "it says which tools there are", files: lock("Shows the log.") },
    {
      because: "a merge left its marks in it",
      files: { ...lock("Shows the log."), ".agent-ci/mcp.lock.json": '<<<<<<< ours\n{"servers": {}}\n' },
      reports: [".agent-ci/mcp.lock.json The lock cannot be read: it is no JSON."],
    },
    {
      because: "a tool has no name",
      files: {
        ...lock("Shows the log."),
        ".agent-ci/mcp.lock.json": '{"servers": {"git": {"tools": [{"description": "Shows the log."}]}}}',
      },
      reports: [".agent-ci/mcp.lock.json The lock cannot be read: /servers/…/tools/0/name is missing."],
    },
  ],
});

export const budgetMcpTools = defineEngineRule({
  id: "budget/mcp-tools",
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "The tools of all locked MCP servers have at most 25,000 tokens.",
  why: "They are described to the model before the work begins, and Claude Code warns above that many.",
  consequence: "A good part of the window is gone before the first word.",
  help: "Connect servers where they are needed only, or choose among their tools.",
  since,
  sources: [claudeCodeFacts.mcpToolTokens, claudeCodeFacts.mcpTools, tokenFactors.claude],
  examples: [
    { because: "one tool is little", files: lock("Shows the log.") },
    {
      because: "a hundred tools of two hundred words",
      files: lock("word ".repeat(200).trim(), 100),
      reports: [
        ".agent-ci/mcp.lock.json The 100 tools of 1 MCP server have ≈ 28,462 (22,684–38,520) tokens, 3,462 more than the 25,000 above which Claude Code warns; the largest part is git (21,400).",
      ],
    },
  ],
});

export const budgetMcpDescription = defineEngineRule({
  id: "budget/mcp-description",
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "The description of an MCP tool, and the instructions of a server, have at most 2,048 bytes.",
  why: "Claude Code since 2.1.84 cuts them there.",
  consequence: "The model never reads the end of the description.",
  help: "Ask the server's maintainers to shorten it, or pin a version in which it is shorter.",
  since,
  sources: [claudeCodeFacts.mcpDescriptionBytes],
  examples: [
    { because: "it is read whole", files: lock("Shows the log.") },
    {
      because: "its end is cut",
      files: lock("x".repeat(2049)),
      reports: [
        ".agent-ci/mcp.lock.json Claude Code reads 2,048 of the 2,049 bytes of the description of the tool t0 of git.",
      ],
    },
  ],
});
