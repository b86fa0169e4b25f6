import { HOOK_FORMATS } from "../../clients/hook-events.ts";
import { FACTS } from "../../clients/index.ts";
import { MCP_FORMATS } from "../../clients/mcp-formats.ts";
import { CLAUDE_SETTINGS_SOURCE } from "../../clients/settings-keys.ts";
import { tokenFactors, toolPrompts } from "../../clients/token-factors.ts";
import type { Cited, ClientRun, Rule } from "../../model/rule.ts";
import { group } from "../../model/group.ts";

/** A statement about a client or a format, with what it rests on. */
export interface DatedSource {
  /** `codex.skillNameLength`, or a rule's id. */
  readonly what: string;
  readonly cited: Cited;
}

/** Everything that agent-ci claims to know about clients: the facts of `src/clients`, and what its rules cite. */
export function datedSources(rules: readonly Rule[]): readonly DatedSource[] {
  return [
    ...Object.entries(FACTS).flatMap(([client, facts]) =>
      Object.entries(facts).map(([name, fact]) => dated(`${client}.${name}`, fact)),
    ),
    ...Object.entries(tokenFactors).map(([name, fact]) => dated(`tokens.${name}`, fact)),
    ...Object.entries(toolPrompts).map(([name, fact]) => dated(`tool-prompts.${name}`, fact)),
    ...Object.entries(HOOK_FORMATS).map(([name, { source }]) => dated(`hooks.${name}`, source)),
    ...Object.entries(MCP_FORMATS).map(([name, { source }]) => dated(`mcp.${name}`, source)),
    dated("claude-code.settings", CLAUDE_SETTINGS_SOURCE),
    ...rules.flatMap(({ id, sources = [] }) => sources.map((source) => dated(id, source))),
  ];
}

const dated = (what: string, cited: Cited): DatedSource => ({ what, cited });

const DAY = 24 * 60 * 60 * 1000;

/** Full days between a day and now. */
export function ageInDays(day: string, now: number): number {
  return Math.floor((now - Date.parse(day)) / DAY);
}

/** The runs that statements rest on, each with how many do. */
export function runsOf(sources: readonly DatedSource[]): readonly (ClientRun & { readonly statements: number })[] {
  const runs = group(
    sources.flatMap(({ cited }) => cited.ran ?? []),
    ({ client, version, date }) => `${client} ${version} ${date}`,
  );
  return [...runs.values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ ...first, statements: same.length }] : [];
  });
}
