import { main } from "../../src/cli/main.ts";
import { showOnTerminal } from "../../src/cli/show.ts";
import type { World } from "../../src/workspace/world.ts";
import { gitEnvironment } from "./git.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command line in this process, in a folder, as a terminal that is none sees it. */
export async function runCli(
  cwd: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input?: string,
  now = 0,
  door: Pick<World, "give" | "summarize"> = {},
): Promise<Ran> {
  let out = "";
  let err = "";
  const world = {
    cwd,
    env: { ...gitEnvironment(), ...env },
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    terminal: { out: false, err: false },
    clock: { now: () => now },
    ...(input !== undefined && { input: async () => input }),
    ...door,
  };
  const code = await main(argv, { ...world, show: (judged) => showOnTerminal(world, judged) });
  return { code, out, err };
}
