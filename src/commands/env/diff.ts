import { settingDifferences } from "../../environments/differences.ts";
import { sharedPaths } from "../../environments/shared-paths.ts";
import { EXIT } from "../../gate/exit.ts";
import { UsageError } from "../../model/usage-error.ts";
import { showLines } from "../../report/escape/terminal.ts";
import { safeJson } from "../../report/escape/json.ts";
import type { World } from "../../workspace/world.ts";
import type { EnvValues } from "./env.ts";
import { openEnvironments } from "../../workspace/open-environments.ts";
import { settingAt } from "../../workspace/setting-lines.ts";

/**
 * In what two environments differ;
 * fails where they differ in more than models, budgets, data and secrets, or share data.
 */
export async function envDiff(
  world: World,
  { format }: EnvValues,
  [name, otherName]: readonly [string, string | undefined],
): Promise<number> {
  if (otherName === undefined)
    throw new UsageError("env diff needs two environments: `agent-ci env diff staging production`.");
  const { resolve, declared } = openEnvironments(world);
  const [one, other] = [resolve(name), resolve(otherName)];
  const settings = settingDifferences(one, other, settingAt);
  const [mine, theirs] = [name, otherName].map((each) => new Set(declared(each, `.env.${each}.example`)));
  const variables = { [name]: only(mine, theirs), [otherName]: only(theirs, mine) };
  const shared = name === otherName ? [] : sharedPaths(one, other);
  const refused = settings.filter(({ allowed }) => !allowed).length + (isPair(name, otherName) ? shared.length : 0);
  if (format === "json") world.out(safeJson({ version: 1, one: name, other: otherName, settings, variables, shared }));
  else {
    const lines = [
      ...settings.map((each) => `${each.allowed ? " " : "!"} ${each.key}: ${show(each.one)} → ${show(each.other)}`),
      ...Object.entries(variables).flatMap(([where, names]) =>
        names.map((variable) => `  ${variable} is declared in ${where} only`),
      ),
      ...shared.map((each) => `! "${each.name}" and "${each.otherName}" share ${each.path}`),
      refused === 0
        ? `${name} and ${otherName} differ only in what they may.`
        : `Environments may differ in models, budgets, data and secrets: ${refused} of these (!) is something else.`,
    ];
    world.out(showLines(lines));
  }
  return refused === 0 ? EXIT.pass : EXIT.fail;
}

/** The names of one that the other has not. */
const only = (some?: ReadonlySet<string>, others?: ReadonlySet<string>): readonly string[] =>
  [...(some ?? [])].filter((variable) => !others?.has(variable));

/** Only these two have to keep their data apart. */
const isPair = (one: string, other: string): boolean => [one, other].sort().join() === "production,staging";

const show = (value: unknown): string => JSON.stringify(value) ?? "not set";
