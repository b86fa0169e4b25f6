import { nearest } from "../model/nearest.ts";
import { UsageError } from "../model/usage-error.ts";
import { registry } from "../judging/registry.ts";

/** The ids of the rules that a word means: one by its id or former id, else those of a group or with such an ending. */
export function rulesNamed(typed: string): readonly string[] {
  const exact = registry.find(({ id, aliases = [] }) => id === typed || aliases.includes(typed));
  return exact ? [exact.id] : registry.flatMap(({ id }) => (namesRule(typed, id) ? [id] : []));
}

/** The word nearest to one that means no rule: an id, a group, or an ending. */
export const nearestRule = (typed: string): string | undefined =>
  nearest(typed, [...new Set(registry.flatMap(({ id }) => [id, ...id.split("/")]))]);

/**
 * Whether a rule is one of those that an option names. `known`: rules of others that have been merged. Throws
 * UsageError where a name means no rule.
 */
export function chosenRules(
  option: string,
  names: readonly string[],
  known: readonly string[],
): (rule: string) => boolean {
  const ids = new Set(
    names.flatMap((typed) => {
      const found = [...rulesNamed(typed), ...known.filter((id) => namesRule(typed, id))];
      if (found.length > 0) return found;
      const close = nearestRule(typed);
      throw new UsageError(
        `--${option}: there is no rule or group "${typed}".${close === undefined ? "" : ` Did you mean "${close}"?`} \`agent-ci rules\` lists them.`,
      );
    }),
  );
  return (rule) => ids.has(rule);
}

/** Whether what a user typed means a rule: its id, its group (`skill`), or the last part of its id (`name-format`). */
function namesRule(typed: string, id: string): boolean {
  const slash = id.indexOf("/");
  return typed === id || typed === id.slice(0, slash) || typed === id.slice(slash + 1);
}
