import { EXIT } from "../gate/exit.ts";
import { appendOutput, LATER_JOBS_FILE } from "../host/pipeline/append-output.ts";
import { inPipeline } from "../model/in-pipeline.ts";
import { UsageError } from "../model/usage-error.ts";
import { failure, main } from "./main.ts";

/** Runs the command line of this process, and leaves its exit code. */
export async function start(): Promise<void> {
  // A reader that stops early, such as `head`, is no mistake of ours or the user's.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw new UsageError(`Cannot write to standard output: ${error.message}`);
  });
  process.stderr.on("error", () => {}); // there is nobody left to tell

  // What nobody catches would get Node's own exit code, which is that of a failed check.
  let uncaught: number | undefined;
  process.on("uncaughtException", (error) => {
    uncaught = EXIT.bug; // until it is known better
    void failure(error, (text) => process.stderr.write(text)).then((code) => (uncaught = code));
  });
  process.on("exit", () => {
    process.exitCode = uncaught ?? process.exitCode;
  });

  const outputs = process.env[LATER_JOBS_FILE];
  const world = {
    cwd: workingDirectory(),
    env: process.env,
    out: (text: string) => process.stdout.write(text),
    err: (text: string) => process.stderr.write(text),
    quote: async (text: string) => {
      const { quoted } = await import("./quoted.ts");
      process.stderr.write(quoted(text, process.env));
    },
    terminal: { out: process.stdout.isTTY, err: process.stderr.isTTY },
    clock: { now: () => Date.now() },
    ...(!process.stdin.isTTY && { input: readInput }),
    ...(outputs && { give: (name: string, value: string) => appendOutput(outputs, name, value) }),
  };
  process.exitCode = await main(process.argv.slice(2), {
    ...world,
    // Nobody is asked in a pipeline, whatever it calls a terminal.
    ...(process.stdin.isTTY &&
      process.stdout.isTTY &&
      !inPipeline(process.env) && { ask: (await import("./ask.ts")).ask }),
    show: async (judged) => (await import("./show.ts")).showOnTerminal(world, judged),
  });
}

function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    throw new UsageError("The working directory is not there any more. Change to one that is.");
  }
}

/** What git tells a hook: a line for each branch of a push. */
async function readInput(): Promise<string> {
  let text = "";
  for await (const piece of process.stdin.setEncoding("utf8")) text += String(piece);
  return text;
}
