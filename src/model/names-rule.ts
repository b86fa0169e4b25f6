/** Whether what a user typed means a rule: its id, its group (`skill`), or the last part of its id (`name-format`). */
export function namesRule(typed: string, id: string): boolean {
  const slash = id.indexOf("/");
  return typed === id || typed === id.slice(0, slash) || typed === id.slice(slash + 1);
}
