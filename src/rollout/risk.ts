import { newAuthority } from "../inventory/authority/authority.ts";
import { liftedLimits } from "../inventory/authority/lifted-limits.ts";
import { takeInventory } from "../inventory/take-inventory.ts";
import type { Files } from "../model/ports.ts";
import type { Change, Repository } from "../model/rule.ts";
import { locationOf, type Range } from "../model/source.ts";

/** Whether agents may do more by a release than by the one before it, and in what. */
export interface Risk {
  readonly level: "low" | "high";
  /** `path:line: …`; empty where it is low. */
  readonly reasons: readonly string[];
}

/** Each is authority: what runs, what is talked to, what asks no question, and on which model. */
const KINDS = ["hook", "command", "server", "tool", "mode", "model", "setting", "program"] as const;
const WORDS = {
  hook: "new hook",
  command: "new command that runs by itself",
  server: "new MCP server",
  tool: "wider tools",
  mode: "wider mode",
  model: "other model",
  setting: "new setting that lets more through",
  program: "new code that a client loads",
} as const satisfies Readonly<Record<(typeof KINDS)[number], string>>;

/** What lets agents do more makes a release risky, whoever wrote it: somebody has to agree to it. */
function riskOf(change: Change): Risk {
  const sourceAt = (path: string) => change.head.source(path);
  const placed = (path: string, at: Range): string => {
    const source = change.head.artifacts.find((one) => one.path === path)?.source ?? sourceAt(path);
    return source ? `${path}:${locationOf(source, at).line}` : path;
  };
  const granted = newAuthority(change, ...KINDS).map(({ kind, shown, at, place }) => {
    const path = "artifact" in place ? place.artifact.path : place.path;
    return `${placed(path, at)}: ${WORDS[kind]}: ${shown}`;
  });
  const lifted = [...liftedLimits(change)].map(
    ({ message, at, artifact }) =>
      `${placed(artifact.path, at)}: ${message.replace("New in this change: ", "wider tools: ")}`,
  );
  const reasons = [...new Set([...granted, ...lifted])];
  return { level: reasons.length > 0 ? "high" : "low", reasons };
}

/** The same of the files of two releases. */
export async function riskBetween(before: Files, after: Files): Promise<Risk> {
  return riskOf({ base: await inventoryOf(before), head: await inventoryOf(after) });
}

const inventoryOf = async (files: Files): Promise<Repository> =>
  takeInventory(files, { ignored: () => false }, { outline: true });
