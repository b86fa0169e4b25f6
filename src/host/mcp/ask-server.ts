import { join } from "node:path";
import type { Launch } from "../../rehearsal/mcp/replace-servers.ts";
import { fillHome } from "../sandbox/fill-home.ts";
import type { SandboxGround, IsolatedRun } from "../sandbox/isolated-run.ts";
import { runIsolated } from "../sandbox/run-isolated.ts";
import { ASK_SERVER_PROGRAM } from "./programs.ts";

/** What a server said about itself as JSON of any form, or why it said nothing. */
export type Said = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

const PROGRAM = ".agent-ci/ask-server.mjs";
const WAIT_MS = 30_000;
const MOST_ERRORS = 300;

/** Of what it printed the line that names the error, for where it was thrown helps nobody; else the end. */
function whatWentWrong(printed: string): string {
  const named = printed.split("\n").find((line) => /^\s*\w*(?:Error|Exception)\b.*: /.test(line));
  return named === undefined ? printed.trim().slice(-MOST_ERRORS) : named.trim().slice(0, MOST_ERRORS);
}

/** Starts a server shut in, asks it for its tools, and ends it. Never throws for what the server does. */
export async function askServer(
  ground: SandboxGround,
  start: (workspace: string) => Launch & { readonly env: Readonly<Record<string, string>> },
  place: Pick<IsolatedRun, "workspace" | "home" | "visible" | "hidden">,
): Promise<Said> {
  fillHome(place.home, { [PROGRAM]: ASK_SERVER_PROGRAM });
  const { ended, stdout, stderr } = await runIsolated(ground, {
    ...place,
    limits: { timeMs: 3 * WAIT_MS },
    start: ({ home, workspace }) => ({
      program: process.execPath,
      args: [join(home, PROGRAM), JSON.stringify({ ...start(workspace), waitMs: WAIT_MS })],
    }),
  });
  const text = stdout.text.trim();
  const errors = whatWentWrong(stderr.text);
  const more = errors === "" ? "" : `: ${errors}`;
  if (stdout.cut) return { ok: false, reason: `says more than ${stdout.text.length} characters` };
  const error = /^\{"error":("(?:[^"\\]|\\.)*")\}$/.exec(text)?.[1];
  if (error !== undefined) return { ok: false, reason: `${String(JSON.parse(error))}${more}` };
  if (text !== "") return { ok: true, text };
  return { ok: false, reason: `cannot be asked (${ended.kind})${more}` };
}
