import { expectTakeable, takeSteps } from "../../host/files/take-steps.ts";
import { UsageError } from "../../model/usage-error.ts";
import { guardLines, showLines } from "../../report/escape/terminal.ts";
import { safeJson } from "../../report/escape/json.ts";
import { TOOL } from "../../report/tool.ts";
import { HOOK_PROGRAMS, type PlannedPart, STARTS, type Wishes } from "../../setup/ground.ts";
import { nextSteps } from "../../setup/next-steps.ts";
import { joinAppends } from "../../setup/join-appends.ts";
import { named, planSetup } from "../../setup/plan-setup.ts";
import { type Command, defineCommand } from "../command.ts";
import type { World } from "../../workspace/world.ts";
import { listFormat } from "../options.ts";
import { environmentsPart } from "./environments-part.ts";
import { askedWishes, suggestedWishes, wishedByFlags } from "./settle-wishes.ts";
import { showParts } from "./show-parts.ts";
import { refuseWithoutEffect } from "../without-effect.ts";
import { surveyGround, type Survey } from "./survey-ground.ts";
import { takeBack } from "./take-back.ts";
import { todaysFindings } from "./todays-findings.ts";

export const init: Command = defineCommand({
  name: "init",
  summary: "Set up the checks of a repository: configuration, pipelines, hooks, templates for requests.",
  description:
    "Looks at the repository, says what is missing of what was asked for, and why, and writes that. What is there is added to, never written over; a second run changes nothing.",
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
      name: "scenarios",
      type: "boolean",
      summary: "In a pipeline the job that rehearses scenarios, though there is none yet.",
      doors: ["terminal"],
    },
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
    {
      name: "templates",
      type: "boolean",
      summary: "The checklist of a review in the template of requests.",
      doors: ["terminal"],
    },
    {
      name: "environments",
      type: "boolean",
      summary: "Environments with their settings and data, and lines of .gitignore.",
      doors: ["terminal"],
    },
    {
      name: "all-rules",
      type: "boolean",
      summary: "A configuration with every rule's default as a comment.",
      doors: ["terminal"],
    },
    {
      name: "start",
      type: "string",
      values: STARTS,
      summary: "With what is found today: write it down (baseline), show it only (report), or refuse it (gate).",
      doors: ["terminal"],
    },
    {
      name: "remove",
      type: "boolean",
      summary: "Take back what init wrote, line for line; of the parts that are named, else of all.",
      doors: ["terminal"],
    },
    { ...listFormat, summary: "How to print the plan of a dry run." },
  ],
  examples: [
    { line: "agent-ci init", does: "asks, shows the plan, asks again, writes" },
    { line: "agent-ci init --dry-run", does: "every line that it would write" },
    { line: "agent-ci init --yes --hooks husky", does: "hooks, and nothing else" },
    { line: "agent-ci init --yes --github --hooks husky --owner @acme/agents", does: "three parts, unasked" },
    { line: "agent-ci init --yes --remove", does: "what it wrote is gone" },
  ],
  async run(world, values) {
    if (values["dry-run"] !== true)
      refuseWithoutEffect(values, ["format"], "Only the plan of a --dry-run has a format");
    const survey = surveyGround(world);
    for (const one of values.owner ?? []) expectOwner(one);
    const asking = values.yes !== true && values["dry-run"] !== true;
    if (asking && !world.ask)
      throw new UsageError("Nobody is there to ask: --dry-run prints what would be written, --yes writes it.");
    const flags = wishedByFlags(values, survey.suggested);
    if (values.remove === true) return takeBack(world, survey, flags, values);
    const today = values.format === "json" ? undefined : await todaysFindings(world, survey.top);
    const wishes =
      flags ?? (asking && world.ask ? await askedWishes(world.ask, survey, today) : suggestedWishes(survey.suggested));
    const parts = planParts(world, survey, wishes);
    const left = parts.flatMap((part) => part.left);
    const steps = joinAppends(parts.flatMap((part) => part.steps));
    expectTakeable(survey.top, steps);
    if (values.format === "json" && values["dry-run"] === true) {
      world.out(safeJson({ version: 1, steps, left }));
      return 0;
    }
    const whole = values["dry-run"] === true;
    const none =
      left.length === 0 ? "Everything is there already.\n" : "Nothing is written: what is missing is for you.\n";
    world.out(
      guardLines(
        steps.length === 0
          ? none
          : showParts(parts, steps, { whole, isThere: (path) => survey.ground.text(path) !== undefined }),
      ),
    );
    if (asking && steps.length > 0 && (await world.ask?.confirm("Write this?")) !== true) {
      world.out("Nothing was written.\n");
      return 0;
    }
    if (!whole) takeSteps(survey.top, steps);
    for (const sentence of left) world.out(showLines([`By hand: ${sentence}`]));
    // A baseline is no file that init writes, and yet it is what was asked for.
    if (!whole && (steps.length > 0 || wishes.start === "baseline")) world.out(nextSteps(wishes, today, TOOL.version));
    return 0;
  },
});

/** What init sets up, and the environments besides, where they are wanted. */
function planParts(world: World, survey: Survey, wishes: Wishes): readonly PlannedPart[] {
  const parts = planSetup(survey.ground, wishes);
  if (!wishes.environments) return parts;
  const steps = parts.flatMap((part) => part.steps);
  return [
    ...parts,
    named("environments", "where agents run, with data of their own", environmentsPart(world, survey, steps)),
  ];
}

/**
 * https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners,
 * read 2026-11-25.
 */
function expectOwner(text: string): void {
  if (/^(?:@[\w.-]+(?:\/[\w.-]+)*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)$/.test(text)) return;
  throw new UsageError(`--owner cannot be "${text}": write a user or a team, such as @org/team, or an address.`);
}
