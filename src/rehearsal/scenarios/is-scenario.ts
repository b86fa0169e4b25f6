import type { DataNode } from "../../model/data.ts";
import { KINDS_OF_SCENARIO } from "./kinds.ts";

const KINDS: ReadonlySet<unknown> = new Set(KINDS_OF_SCENARIO.slice(1));
const TELLING: ReadonlySet<string> = new Set(["prompt", "adapter", "turns", "scripts", "recordings", "expect"]);

/**
 * Whether somebody meant a file for one of our scenarios: other programs have folders of that name, too. What cannot be
 * read says nothing of itself.
 */
export const isScenario = (data: DataNode | undefined): boolean =>
  data?.kind === "map" &&
  data.entries.some(
    ({ key, value }) => TELLING.has(key) || (key === "kind" && value.kind === "string" && KINDS.has(value.value)),
  );
