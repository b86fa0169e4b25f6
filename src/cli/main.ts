import { EXIT } from "../gate/exit.ts";
import type { World } from "../workspace/world.ts";
import { commands } from "../commands/index.ts";
import { nearest } from "../model/nearest.ts";
import { showHidden } from "../report/escape/hidden.ts";
import { guardLines } from "../report/escape/terminal.ts";
import { TOOL } from "../report/tool.ts";
import { UsageError } from "../model/usage-error.ts";

export { EXIT, UsageError };

/** argv → command → exit code. The one place where a user's mistake and our bug part ways. */
export async function main(argv: readonly string[], world: World): Promise<number> {
  try {
    return await dispatch(argv, world);
  } catch (error) {
    return await failure(error, world.err);
  }
}

/** Says what went wrong, and gives its exit code. Messages quote the checked repository. */
export async function failure(error: unknown, err: World["err"]): Promise<number> {
  const { wordsOf } = await import("../commands/guarded.ts");
  const say = (text: string): void => err(guardLines(`${showHidden(`agent-ci: ${text}`, "\n")}\n`));
  if (error instanceof UsageError) {
    say(wordsOf(error, false));
    return EXIT.usage;
  }
  const details = wordsOf(error, true);
  say(`this is a bug in agent-ci ${TOOL.version}, please report it at ${TOOL.url}/issues\n${details}`);
  return EXIT.bug;
}

async function dispatch([name, ...rest]: readonly string[], world: World): Promise<number> {
  if (name === "--version" || name === "-v") {
    world.out(`${TOOL.version}\n`);
    return EXIT.pass;
  }
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const { overview, help } = await import("./help.ts");
    const wanted = rest[0];
    const command = name === "help" && wanted !== undefined ? await load(wanted) : undefined;
    world.out(command ? help(command) : overview(await Promise.all(Object.values(commands).map((one) => one()))));
    return name === undefined ? EXIT.usage : EXIT.pass;
  }
  const command = await load(name);
  if (rest.includes("--help") || rest.includes("-h")) {
    const { help } = await import("./help.ts");
    world.out(help(command));
    return EXIT.pass;
  }
  const { parseArguments } = await import("./parse-arguments.ts");
  const { values, positionals } = parseArguments(command, rest);
  const { guarded } = await import("../commands/guarded.ts");
  return command.run(guarded(world), values, positionals);
}

async function load(name: string) {
  const found = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (found) return found();
  const close = nearest(name, Object.keys(commands));
  throw new UsageError(
    `There is no command "${name}".${close ? ` Did you mean "${close}"?` : ""} \`agent-ci --help\` lists all commands.`,
  );
}
