import type { DataNode } from "../../model/data.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import type { Range } from "../../model/source.ts";

interface Limit {
  readonly what: string;
  /** The name of a key that holds the number. */
  readonly key: RegExp;
  /** In prose the number stands behind a name or in front of "agents per round"; it is the first group of each. */
  readonly patterns: readonly RegExp[];
}

/**
 * The number stands behind a name or in front of "agents per round"; each pattern takes the number as its first group.
 */
const AGENTS: Limit = {
  what: "agents per round",
  key: /\b(?:max[ _-]?agents(?:[ _-]?per[ _-]?round)?|agents (?:per|\/) ?round)$/i,
  patterns: [
    /\bmax[ _-]?agents(?:[ _-]?per[ _-]?round)?\b["'`*]{0,3}[ \t]{0,4}[:=|][ \t*]{0,4}(\d{1,9})\b/gi,
    /\bagents (?:per|\/) ?round\b["'`*]{0,3}[ \t]{0,4}[:=|][ \t*]{0,4}(\d{1,9})\b/gi,
    /\b(\d{1,9}) agents? ?(?:per |\/ ?)round\b/gi,
  ],
};
const ROUNDS: Limit = {
  what: "rounds per session",
  key: /\b(?:max[ _-]?rounds(?:[ _-]?per[ _-]?session)?|rounds (?:per|\/) ?session)$/i,
  patterns: [
    /\bmax[ _-]?rounds(?:[ _-]?per[ _-]?session)?\b["'`*]{0,3}[ \t]{0,4}[:=|][ \t*]{0,4}(\d{1,9})\b/gi,
    /\brounds (?:per|\/) ?session\b["'`*]{0,3}[ \t]{0,4}[:=|][ \t*]{0,4}(\d{1,9})\b/gi,
    /\b(\d{1,9}) rounds? ?(?:per |\/ ?)session\b/gi,
  ],
};

/** The configuration of the teams, beside their specifications. */
const CONFIGURATIONS = [".claude/config.yaml", ".claude/config.staging.yaml"];

export const teamRateLimits = defineRepositoryRule({
  id: "team/rate-limits",
  severity: "warning",
  summary: "A team's agents per round and rounds per session are within bounds.",
  why: "Each agent and each round costs a request with all that was said before. The bounds are options: 4 agents, 10 rounds.",
  consequence: "A session may cost many times what was planned.",
  help: "Lower the number, or raise `max-agents` or `max-rounds` of this rule on purpose.",
  since: "0.1.0",
  reads: CONFIGURATIONS,
  options: { "max-agents": 4, "max-rounds": 10 },
  optionAliases: { maxAgents: "max-agents", maxRounds: "max-rounds" },
  loosens: { "max-agents": "more", "max-rounds": "more" },

  *check(repository, options) {
    const limits = [
      { limit: AGENTS, most: options["max-agents"] },
      { limit: ROUNDS, most: options["max-rounds"] },
    ];
    const specifications = repository.of("team-spec", "orchestration");
    for (const artifact of specifications)
      for (const { limit, most } of limits) {
        const { source, body, frontmatter } = artifact;
        for (const one of [
          ...inData(frontmatter?.data, limit),
          ...inText(source.text.slice(body.start), limit, body.start),
        ])
          if (one.value > most) yield { artifact, ...beyond(one, limit, most) };
      }
    if (specifications.length === 0 && repository.of("team").length === 0) return;
    for (const path of CONFIGURATIONS)
      for (const { limit, most } of limits)
        for (const one of inData(repository.data(path), limit))
          if (one.value > most) yield { path, ...beyond(one, limit, most) };
  },

  examples: [
    {
      because: "within the bounds",
      files: { "TEAM_SPEC.md": "# Limits\n\n- Max agents per round: 4\n- 10 rounds/session\n" },
    },
    {
      because: "beyond the bounds",
      files: { "ORCHESTRATION.md": "| Limit | Value |\n|---|---|\n| Agents per round | 8 |\n| `maxRounds` | 25 |\n" },
      reports: ["3:22 8 agents per round, of at most 4.", "4:17 25 rounds per session, of at most 10."],
    },
    {
      because: "the configuration of the teams",
      files: {
        ".claude/teams/a.csv": 'agent_type,role,priority,tools,model\nPlan,Plans,1,"Read",haiku\n',
        ".claude/config.yaml": "features:\n  partyMode:\n    maxAgents: 12\n    # maxRounds: 99\n    maxRounds: 10\n",
      },
      reports: [".claude/config.yaml:3:16 12 agents per round, of at most 4."],
    },
  ],
});

interface Bound {
  readonly value: number;
  readonly at: Range;
}

const beyond = ({ value, at }: Bound, { what }: Limit, most: number) => ({
  message: `${value} ${what}, of at most ${most}.`,
  at,
});

/** The numbers of a text; `start` is where it stands in its source. */
function* inText(text: string, { patterns }: Limit, start: number): Generator<Bound> {
  for (const pattern of patterns)
    for (const { 0: whole, 1: digits = "", index } of text.matchAll(pattern)) {
      const from = start + index + (whole.startsWith(digits) ? 0 : whole.length - digits.length);
      yield { value: Number(digits), at: { start: from, end: from + digits.length } };
    }
}

/** The numbers under keys of that name, wherever they stand in the tree, and those that its texts tell. */
function* inData(node: DataNode | undefined, limit: Limit): Generator<Bound> {
  if (node?.kind === "list") for (const item of node.items) yield* inData(item, limit);
  if (node?.kind === "string") for (const { value } of inText(node.value, limit, 0)) yield { value, at: node.range };
  if (node?.kind !== "map") return;
  for (const { key, value } of node.entries)
    if (limit.key.test(key) && value.kind !== "map" && value.kind !== "list") {
      const number = Number(value.value);
      if (value.kind !== "boolean" && !Number.isNaN(number)) yield { value: number, at: value.range };
    } else yield* inData(value, limit);
}
