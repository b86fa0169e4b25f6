// node worker.ts --flags <file> --flag <key> --target <folder> --records <folder> [--feature <name>]
//   [--settings <file>] [--env-file <file>] [--at-most <fact>=<number>]… [--worker <name>] -- <command>…
// Does the tasks that it reads, one a line: {"id": "7f3a", "context": {"task_class": "docs"}, …}. The command finds
// the line on its input, its release in its folder, and what was given in AGENT_CI_PIN.
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { parseArgs, parseEnv } from "node:util";
import { doTask } from "./do-task.ts";
import { messageOf } from "./flagd-provider.ts";
import { openRouter, type Task } from "./route-task.ts";

const { values, positionals: command } = parseArgs({
  allowPositionals: true,
  options: {
    flags: { type: "string" },
    flag: { type: "string" },
    target: { type: "string" },
    records: { type: "string" },
    feature: { type: "string" },
    settings: { type: "string" },
    "env-file": { type: "string" },
    "at-most": { type: "string", multiple: true, default: [] },
    worker: { type: "string", default: `${hostname()}-${process.pid}` },
  },
});
function refuse(text: string): never {
  console.error(text);
  process.exit(2);
}
const needed = (name: "flags" | "flag" | "target" | "records"): string => values[name] ?? refuse(`Give --${name}.`);
const log = (text: string): void => console.error(text);

/** Of this process, and of a file that may change while it runs: that is how a switch needs no restart. */
function env(): Readonly<Record<string, string | undefined>> {
  const file = values["env-file"];
  if (file === undefined) return process.env;
  try {
    return { ...process.env, ...parseEnv(readFileSync(file, "utf8")) };
  } catch (error) {
    log(`${file} cannot be read: ${messageOf(error)}`);
    return process.env;
  }
}

/** Lines end with a newline and with nothing else: Node's readline has others too, which may stand within JSON. */
async function* linesOf(input: NodeJS.ReadStream): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of input.setEncoding("utf8")) {
    const lines = `${rest}${piece}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest;
}

function taskIn(line: string): Task {
  const { id = "", context = {} }: { id?: unknown; context?: object } = JSON.parse(line);
  const texts = Object.entries(context).filter((pair): pair is [string, string] => typeof pair[1] === "string");
  return { id: String(id), context: Object.fromEntries(texts) };
}

if (command.length === 0) refuse("Say behind -- which command does a task.");
const thresholds = new Map(
  values["at-most"].map((pair) => {
    const [, fact = "", most] = /^(\w+)=(\d+(?:\.\d+)?)$/.exec(pair) ?? refuse(`--at-most cannot be "${pair}".`);
    return [fact, Number(most)] as const;
  }),
);
const route = await openRouter({
  flags: needed("flags"),
  flagKey: needed("flag"),
  ...(values.feature !== undefined && { feature: { name: values.feature, settings: values.settings } }),
  env,
  log,
});
const doing = {
  target: needed("target"),
  records: needed("records"),
  worker: values.worker.replaceAll(/[^\w.-]/g, "-"),
  command,
  thresholds,
  env,
  log,
};

for await (const line of linesOf(process.stdin)) {
  if (line.trim() === "") continue;
  try {
    const task = taskIn(line);
    const { outcome, why, output } = await doTask(doing, task, line, await route(task));
    process.stdout.write(output);
    log(`${task.id}: ${outcome}${why === "" ? "" : ` (${why})`}`);
  } catch (error) {
    log(`a task cannot be done: ${messageOf(error)}`);
  }
}
