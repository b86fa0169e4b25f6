import type { DataNode } from "../../model/data.ts";
import { KINDS_OF_SCENARIO } from "./kinds.ts";

const KINDS: ReadonlySet<unknown> = new Set(KINDS_OF_SCENARIO.slice(1));
const TELLING: ReadonlySet<string> = new Set(["prompt", "adapter", "turns", "scripts", "recordings", "expect"]);

/** Beside a `kind` that nobody knows these tell that one of ours was meant. */
const OF_A_KIND: ReadonlySet<string> = new Set(["agents", "events", "skills"]);

/**
 * Whether somebody meant a file for one of our scenarios: other programs have folders of that name, too. What cannot be
 * read says nothing of itself.
 */
export function isScenario(data: DataNode | undefined): boolean {
  if (data?.kind !== "map") return false;
  const kind = data.entries.find(({ key, value }) => key === "kind" && value.kind === "string")?.value;
  if (kind?.kind === "string" && KINDS.has(kind.value)) return true;
  return data.entries.some(({ key }) => TELLING.has(key) || (kind !== undefined && OF_A_KIND.has(key)));
}
