import { setOutput, setSecret } from "@actions/core";
import type { World } from "../workspace/world.ts";
import { commands } from "../commands/index.ts";
import { guarded, problemsOf, stackOf } from "../commands/guarded.ts";
import { EXIT } from "../gate/exit.ts";
import { mistakeOf } from "../host/machine/mistake-of.ts";
import { PER_LEVEL } from "../report/formats/github.ts";
import { TOOL } from "../report/tool.ts";
import { annotate } from "./annotate.ts";
import { inert } from "./inert.ts";
import { readInputs, secretInputs } from "./inputs.ts";
import { maskedForms } from "./mask.ts";
import { problemAnnotations } from "./problem-annotations.ts";
import { showInJob, summarize } from "./show.ts";

/** A command as a step of a job: inputs → masks → command → exit code. Never throws. */
export async function runAction(name: string): Promise<void> {
  try {
    process.exitCode = await play(name);
  } catch (error) {
    process.exitCode = explain(error);
  }
}

async function play(name: string): Promise<number> {
  const load = commands[name];
  if (!load) throw new Error(`There is no command "${name}".`);
  const command = await load();
  for (const secret of secretInputs(command, process.env)) setSecret(secret);
  const { values, positionals } = readInputs(command, process.env);
  const world = jobWorld();
  return command.run(guarded({ ...world, show: (judged) => showInJob(name, world, judged) }), values, positionals);
}

function jobWorld(): Omit<World, "show"> {
  return {
    cwd: process.cwd(),
    env: withoutCredentials(process.env),
    out: print,
    err: print,
    quote: print,
    notice: (sentence) => annotate("notice", sentence),
    terminal: { out: false, err: false },
    clock: { now: () => Date.now() },
    found: (value) => maskedForms(value).forEach(setSecret),
    ...(process.env["GITHUB_OUTPUT"] && { give: setOutput }),
    summarize: (markdown) => summarize({ env: process.env }, markdown),
  };
}

/** One stream: the runner reads the other side by side, and could take a line of it for a command in between. */
function print(text: string): void {
  process.stdout.write(inert(text));
}

/** Programs that a command starts get neither the inputs nor the runner's own tokens. */
function withoutCredentials(env: NodeJS.ProcessEnv): World["env"] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(?:INPUT_|ACTIONS_)/.test(name)));
}

/** What the user can mend is an annotation each; what is ours to mend brings its stack. */
function explain(error: unknown): number {
  const mistake = mistakeOf(error);
  if (mistake) {
    const problems = problemsOf(mistake);
    if (problems.length > PER_LEVEL) print(problems.join("\n"));
    for (const line of problemAnnotations(problems)) process.stdout.write(`${line}\n`);
    return EXIT.usage;
  }
  print(stackOf(error));
  annotate(
    "error",
    `A bug in agent-ci ${TOOL.version}: please report it at ${TOOL.url}/issues with the stack in the log.`,
  );
  return EXIT.bug;
}
