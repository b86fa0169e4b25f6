// An orchestrator as a program: its name is its argument, and what it is asked for comes on standard input.
import Anthropic from "@anthropic-ai/sdk";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { newTeam } from "./team.mjs";

/** Starts one of them on Anthropic's SDK, with the clock of this machine. */
export async function start(orchestrators) {
  const [name = ""] = process.argv.slice(2);
  if (!Object.hasOwn(orchestrators, name)) {
    console.error(`Say which orchestrator: ${Object.keys(orchestrators).join(", ")}.`);
    process.exitCode = 2;
    return;
  }
  const { TEAM_LIMIT_MS } = process.env;
  const team = newTeam({
    client: new Anthropic(),
    clock: globalThis,
    log: console.log,
    write: async (path, contents) => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, contents);
    },
    ...(TEAM_LIMIT_MS && { limit: Number(TEAM_LIMIT_MS) }),
  });
  try {
    await orchestrators[name](team, await text(process.stdin));
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  }
}
