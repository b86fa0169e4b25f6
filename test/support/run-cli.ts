import { main } from "../../src/cli/main.ts";
import { showOnTerminal } from "../../src/cli/show.ts";
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
  };
  const code = await main(argv, { ...world, show: (judged) => showOnTerminal(world, judged) });
  return { code, out, err };
}
