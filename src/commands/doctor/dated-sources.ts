import { HOOK_FORMATS } from "../../clients/hook-events.ts";
import { FACTS } from "../../clients/index.ts";
import { MCP_FORMATS } from "../../clients/mcp-formats.ts";
import { CLAUDE_SETTINGS_SOURCE } from "../../clients/settings-keys.ts";
import { tokenFactors } from "../../clients/token-factors.ts";
import type { Cited, Rule } from "../../model/rule.ts";

/** A statement about a client or a format, with where and when it was read. */
export interface DatedSource extends Cited {
  /** `codex.skillNameLength`, or a rule's id. */
  readonly what: string;
}

/** Everything that agent-ci claims to know about clients: the facts of `src/clients`, and what its rules cite. */
export function datedSources(rules: readonly Rule[]): readonly DatedSource[] {
  return [
    ...Object.entries(FACTS).flatMap(([client, facts]) =>
      Object.entries(facts).map(([name, fact]) => dated(`${client}.${name}`, fact)),
    ),
    ...Object.entries(tokenFactors).map(([name, fact]) => dated(`tokens.${name}`, fact)),
    ...Object.entries(HOOK_FORMATS).map(([name, { source }]) => dated(`hooks.${name}`, source)),
    ...Object.entries(MCP_FORMATS).map(([name, { source }]) => dated(`mcp.${name}`, source)),
    dated("claude-code.settings", CLAUDE_SETTINGS_SOURCE),
    ...rules.flatMap(({ id, sources = [] }) => sources.map((source) => dated(id, source))),
  ];
}

const dated = (what: string, { url, read }: Cited): DatedSource => ({ what, url, read });

const DAY = 24 * 60 * 60 * 1000;

/** Full days between the day a source was read and now. */
export function ageInDays(read: string, now: number): number {
  return Math.floor((now - Date.parse(read)) / DAY);
}
