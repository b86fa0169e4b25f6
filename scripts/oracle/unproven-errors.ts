import { CLIENTS, type Client } from "../../src/model/client.ts";
import type { Rule } from "../../src/model/rule.ts";

export interface UnprovenError {
  readonly rule: string;
  /** Whom the rule is an error for; absent where it is one for all. */
  readonly client?: Client;
}

/**
 * Rules that are errors though no client was seen to do what they say: nothing decides them but what somebody wrote. Such
 * a rule is a warning at most.
 */
export function unprovenErrors(rules: readonly Rule[]): readonly UnprovenError[] {
  return rules.flatMap(({ id, severity, severityFor = {}, decidedBy, sources = [] }) => {
    if (decidedBy !== undefined) return [];
    const asked = new Set(sources.flatMap(({ ran }) => ran?.client ?? []));
    const clients = CLIENTS.filter((client) => severityFor[client] === "error" && !asked.has(client));
    return [
      ...(severity === "error" && asked.size === 0 ? [{ rule: id }] : []),
      ...clients.map((client) => ({ rule: id, client })),
    ];
  });
}
