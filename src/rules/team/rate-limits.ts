import { defineRepositoryRule, type PlacedFinding } from "../../model/rule.ts";

interface Limit {
  readonly what: string;
  readonly patterns: readonly RegExp[];
}

/**
 * The number stands behind a name or in front of "agents per round"; each pattern takes the number as its first group.
 */
const AGENTS: Limit = {
  what: "agents per round",
  patterns: [
    /\bmax[ _-]?agents(?:[ _-]?per[ _-]?round)?\b["'`*]{0,3}[ \t]{0,4}[:=|][ \t*]{0,4}(\d{1,9})\b/gi,
    /\bagents (?:per|\/) ?round\b["'`*]{0,3}[ \t]{0,4}[:=|][ \t*]{0,4}(\d{1,9})\b/gi,
    /\b(\d{1,9}) agents? ?(?:per |\/ ?)round\b/gi,
  ],
};
const ROUNDS: Limit = {
  what: "rounds per session",
  patterns: [
    /\bmax[ _-]?rounds(?:[ _-]?per[ _-]?session)?\b["'`*]{0,3}[ \t]{0,4}[:=|][ \t*]{0,4}(\d{1,9})\b/gi,
    /\brounds (?:per|\/) ?session\b["'`*]{0,3}[ \t]{0,4}[:=|][ \t*]{0,4}(\d{1,9})\b/gi,
    /\b(\d{1,9}) rounds? ?(?:per |\/ ?)session\b/gi,
  ],
};

export const teamRateLimits = defineRepositoryRule({
  id: "team/rate-limits",
  severity: "warning",
  summary: "A team's agents per round and rounds per session are within bounds.",
  why: "Each agent and each round costs a request with all that was said before. The bounds are options: 4 agents, 10 rounds.",
  consequence: "A session may cost many times what was planned.",
  help: "Lower the number, or raise `maxAgents` or `maxRounds` of this rule on purpose.",
  since: "0.1.0",
  options: { maxAgents: 4, maxRounds: 10 },

  *check(repository, { maxAgents, maxRounds }) {
    const specifications = repository.of("team-spec", "orchestration");
    for (const artifact of specifications) {
      yield* beyond(artifact.source.text, AGENTS, maxAgents, { artifact });
      yield* beyond(artifact.source.text, ROUNDS, maxRounds, { artifact });
    }
    if (specifications.length === 0 && repository.of("team").length === 0) return;
    for (const path of [".claude/config.yaml", ".claude/config.staging.yaml"]) {
      const text = repository.text(path) ?? "";
      yield* beyond(text, AGENTS, maxAgents, { path });
      yield* beyond(text, ROUNDS, maxRounds, { path });
    }
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
        ".claude/config.yaml": "features:\n  partyMode:\n    maxAgents: 12\n    maxRounds: 10\n",
      },
      reports: [".claude/config.yaml 12 agents per round, of at most 4."],
    },
  ],
});

function* beyond(
  text: string,
  { what, patterns }: Limit,
  most: number,
  place: Pick<PlacedFinding, "artifact" | "path">,
): Generator<PlacedFinding> {
  for (const pattern of patterns)
    for (const found of text.matchAll(pattern)) {
      const digits = found[1] ?? "";
      const start = found.index + found[0].indexOf(digits, digits === found[0].slice(0, digits.length) ? 0 : 1);
      if (Number(digits) > most)
        yield {
          ...place,
          message: `${digits} ${what}, of at most ${most}.`,
          ...(place.artifact && { at: { start, end: start + digits.length } }),
        };
    }
}
