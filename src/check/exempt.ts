/**
 * What findings are exempt from, by the group of their rule.
 * - `narrowing`: they are shown whatever a user named and a change touches
 * - `baseline`: no baseline has them
 * - `suppression`: nobody suppresses them
 * - `comments`: no comment does, for the author of a file must not decide on them alone
 * - `target-policy`: that of the target branch leaves them to the change's own, which alone can mend them
 */
type From = "narrowing" | "baseline" | "suppression" | "comments" | "target-policy";

/** Findings about suppressions and the baseline would hide themselves; how all is judged concerns everybody, as
 * does a run of all that is there. */
const EXEMPT: Readonly<Record<string, readonly From[]>> = {
  suppression: ["narrowing", "baseline", "suppression", "target-policy"],
  baseline: ["narrowing", "baseline", "suppression", "target-policy"],
  policy: ["narrowing", "baseline", "comments"],
  condition: ["narrowing", "baseline", "comments"],
  secret: ["comments"],
  rehearsal: ["narrowing"],
  golden: ["narrowing", "baseline", "comments"],
  cost: ["narrowing", "baseline", "comments"],
};

/** Whether findings of a rule, by its id, are exempt from what takes others out. */
export function isExempt(rule: string, from: From): boolean {
  const [room = ""] = rule.split("/", 1);
  return Object.hasOwn(EXEMPT, room) && EXEMPT[room]?.includes(from) === true;
}
