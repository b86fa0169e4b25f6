import { expectTakeable, takeSteps } from "../../host/files/take-steps.ts";
import type { Step } from "../../model/steps.ts";
import { UsageError } from "../../model/usage-error.ts";
import { guardLines, terminal } from "../../report/escape/terminal.ts";
import { safeJson } from "../../report/escape/json.ts";
import { FORGES, HOOK_PROGRAMS, type Part, type Wishes } from "../../setup/ground.ts";
import { nextSteps } from "../../setup/next-steps.ts";
import { joinAppends } from "../../setup/join-appends.ts";
import { planSetup } from "../../setup/plan-setup.ts";
import { type Command, defineCommand } from "../command.ts";
import type { World } from "../../workspace/world.ts";
import { listFormat } from "../options.ts";
import { environmentPlan, isEnvironmentName, leftOutLine, refusedName } from "../env/environment-plan.ts";
import { openEnvironments } from "../../workspace/open-environments.ts";
import { showSteps } from "./show-steps.ts";
import { surveyGround, type Survey } from "./survey-ground.ts";

export const init: Command = defineCommand({
  name: "init",
  summary: "Set up the checks of a repository: configuration, pipelines, hooks, templates for requests.",
  description:
    "Looks at the repository, says what is missing, and writes that. What is there is added to, never written over; a second run changes nothing.",
  positionals: [],
  options: [
    {
      name: "yes",
      type: "boolean",
      summary: "Ask nothing: take what the repository suggests, and the flags.",
      doors: ["terminal"],
    },
    {
      name: "dry-run",
      type: "boolean",
      summary: "Print every line that a run would write, and write none.",
      doors: ["terminal"],
    },
    { name: "github", type: "boolean", summary: "A workflow for GitHub Actions.", doors: ["terminal"] },
    { name: "gitlab", type: "boolean", summary: "A pipeline for GitLab.", doors: ["terminal"] },
    {
      name: "hooks",
      type: "string",
      values: HOOK_PROGRAMS,
      summary: "The program that calls the hooks before a commit and before a push.",
      doors: ["terminal"],
    },
    {
      name: "owner",
      type: "string",
      value: "@org/team",
      multiple: true,
      summary: "Who answers for the policy, in CODEOWNERS; repeatable.",
      doors: ["terminal"],
    },
    { ...listFormat, summary: "How to print the plan of a dry run." },
  ],
  examples: [
    { line: "agent-ci init", does: "asks, shows the plan, asks again, writes" },
    { line: "agent-ci init --dry-run", does: "every line that it would write" },
    { line: "agent-ci init --yes --github --gitlab --hooks husky --owner @acme/agents", does: "all of it, unasked" },
  ],
  async run(world, values) {
    const survey = surveyGround(world);
    const asking = values.yes !== true && values["dry-run"] !== true;
    if (asking && !world.ask)
      throw new UsageError("Nobody is there to ask: --dry-run prints what would be written, --yes writes it.");
    const wishes = await settleWishes(asking ? world.ask : undefined, survey, {
      forges: FORGES.filter((forge) => values[forge] === true),
      ...(values.hooks !== undefined && { hooks: values.hooks }),
      owners: (values.owner ?? []).map(owner),
    });
    const setup = planSetup(survey.ground, wishes);
    const environments = environmentsOf(world, survey, setup.steps);
    const steps = joinAppends([...setup.steps, ...environments.steps]);
    const left = [...setup.left, ...environments.left];
    expectTakeable(survey.top, steps);
    if (values["dry-run"] === true) return dryRun(world, values.format, steps, left);
    world.out(guardLines(steps.length === 0 ? "Everything is there already.\n" : showSteps(steps, { whole: false })));
    if (asking && steps.length > 0 && (await world.ask?.confirm("Write this?")) !== true) {
      world.out("Nothing was written.\n");
      return 0;
    }
    takeSteps(survey.top, steps);
    for (const sentence of left) world.out(guardLines(`By hand: ${terminal(sentence)}\n`));
    if (steps.length > 0)
      world.out(
        `Next:\n${nextSteps(wishes)
          .map((line) => `  ${line}\n`)
          .join("")}`,
      );
    return 0;
  },
});

function dryRun(world: World, format: string | undefined, steps: readonly Step[], left: readonly string[]): number {
  if (format === "json") world.out(safeJson({ version: 1, steps, left }));
  else {
    const sentences = left.map((sentence) => `By hand: ${terminal(sentence)}\n`).join("");
    world.out(
      guardLines(
        (steps.length === 0 ? "Everything is there already.\n" : showSteps(steps, { whole: true })) + sentences,
      ),
    );
  }
  return 0;
}

/** Those that there are, else the usual ones. */
function environmentsOf(world: World, { top, ground }: Survey, planned: readonly Step[]): Required<Part> {
  const environments = openEnvironments({ ...world, cwd: top });
  // The configuration is another folder's, and so are they.
  if (environments.folder !== "") return { steps: [], left: [] };
  const names = environments.names.length > 0 ? environments.names : USUAL;
  const ignored = planned.flatMap((step) => (step.path === ".gitignore" && step.do === "append" ? step.lines : []));
  const gitignore = [ground.text(".gitignore") ?? "", ...ignored].join("\n");
  const plans = names
    .filter(isEnvironmentName)
    .map((name) => ({ name, ...environmentPlan(environments, top, name, gitignore) }));
  return {
    steps: plans.flatMap(({ steps }) => steps),
    left: [
      ...plans.flatMap(({ name, leftOut }) => leftOut.map((one) => `environments/${name}: ${leftOutLine(one)}.`)),
      ...names.filter((name) => !isEnvironmentName(name)).map((name) => `environments/${name}: ${refusedName(name)}`),
    ],
  };
}
const USUAL = ["local", "ci", "staging", "production"];

/**
 * https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners,
 * read 2026-11-25.
 */
function owner(text: string): string {
  if (/^(?:@[\w.-]+(?:\/[\w.-]+)*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)$/.test(text)) return text;
  throw new UsageError(`--owner cannot be "${text}": write a user or a team, such as @org/team, or an address.`);
}

/** Flags before answers, answers before what the repository suggests. */
async function settleWishes(ask: World["ask"], { suggested }: Survey, flags: Wishes): Promise<Wishes> {
  const forges =
    flags.forges.length > 0
      ? flags.forges
      : ask
        ? await ask.several("Which pipelines?", FORGES, suggested.forges)
        : suggested.forges;
  const hooks =
    flags.hooks ??
    (ask
      ? await ask.one("Which program calls the hooks?", [...HOOK_PROGRAMS, "none"], suggested.hooks ?? "none")
      : suggested.hooks);
  const program = HOOK_PROGRAMS.find((one) => one === hooks);
  return {
    forges: FORGES.filter((forge) => forges.includes(forge)),
    ...(program && { hooks: program }),
    owners: flags.owners,
  };
}
