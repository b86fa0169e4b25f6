import { EXIT } from "../gate/exit.ts";
import type { World } from "../workspace/world.ts";
import { commands } from "../commands/index.ts";
import { mistakeOf } from "../host/machine/mistake-of.ts";
import { nearest } from "../model/nearest.ts";
import { nodeVersion } from "../host/machine/node-version.ts";
import { isTooOld, OLDEST_NODE, TOOL } from "../report/tool.ts";
import { UsageError } from "../model/usage-error.ts";
import { beforeNames } from "./before-names.ts";
import { said } from "./say.ts";

/** argv → command → exit code. The one place where a user's mistake and our bug part ways. */
export async function main(argv: readonly string[], world: Omit<World, "notice">): Promise<number> {
  try {
    return await dispatch(argv, { ...world, notice: (sentence) => world.err(said(sentence)) });
  } catch (error) {
    return await failure(error, world.err);
  }
}

/** Says what went wrong, and gives its exit code. Messages quote the checked repository. */
export async function failure(error: unknown, err: World["err"], node = nodeVersion()): Promise<number> {
  const { problemsOf, stackOf } = await import("../commands/guarded.ts");
  const mistake = mistakeOf(error);
  if (mistake) {
    err(problemsOf(mistake).map(said).join(""));
    return EXIT.usage;
  }
  if (isTooOld(node)) {
    err(said(`This needs Node ${OLDEST_NODE} or newer, and this is ${node}: ${String(error)}`));
    return EXIT.usage;
  }
  err(said(`this is a bug in agent-ci ${TOOL.version}, please report it at ${TOOL.url}/issues\n${stackOf(error)}`));
  return EXIT.bug;
}

async function dispatch([name, ...rest]: readonly string[], world: World): Promise<number> {
  if (name === "--version" || name === "-v") {
    world.out(`${TOOL.version}\n`);
    return EXIT.pass;
  }
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const { helpOverview, help } = await import("./help.ts");
    const wanted = rest[0];
    const command = name !== undefined && wanted !== undefined ? await load(wanted) : undefined;
    world.out(command ? help(command) : helpOverview(await Promise.all(Object.values(commands).map((one) => one()))));
    return name === undefined ? EXIT.usage : EXIT.pass;
  }
  const command = await load(name);
  const before = beforeNames(rest, world.cwd);
  if (before.includes("--help") || before.includes("-h")) {
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
  if (name.startsWith("-"))
    throw new UsageError(
      `"${name}" stands where the command belongs: options come behind it, as in \`agent-ci check --quiet\`.`,
    );
  const close = nearest(name, Object.keys(commands));
  throw new UsageError(
    `There is no command "${name}".${close ? ` Did you mean "${close}"?` : ""} \`agent-ci --help\` lists all commands.`,
  );
}
