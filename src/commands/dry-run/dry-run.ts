import { askScenarios } from "../../checks/rehearsal/ask-scenarios.ts";
import { dryRuns as rehearsing } from "../../checks/rehearsal/dry-run.ts";
import { expectRehearsable } from "../../checks/rehearsal/expect-rehearsable.ts";
import { mergedReports } from "../../checks/rehearsal/merged-reports.ts";
import { findPlace } from "../../host/files/place.ts";
import { conclude } from "../../judging/conclude.ts";
import { inPipeline } from "../../model/in-pipeline.ts";
import { UsageError } from "../../model/usage-error.ts";
import { readShard } from "../../rehearsal/scenarios/select-scenarios.ts";
import { openWorkspace } from "../../workspace/workspace.ts";
import { type Command, defineCommand } from "../command.ts";
import { pathArgument, tokenlessOptions } from "../options.ts";
import { refuseWithoutEffect } from "../without-effect.ts";
import { wantsPage } from "../wants-page.ts";
import { printCacheKey } from "./cache-key.ts";
import { importPromptfoo } from "./import-promptfoo.ts";
import { readCount } from "./read-count.ts";
import { allowJavascript, ephemeralRunner, keepTexts, recordings, repeat, scenario, tag } from "./rehearsal-options.ts";

/** What says how scenarios are run, and which. */
const RUNNING = [
  "scenario",
  "tag",
  "shard",
  "jobs",
  "repeat",
  "sequential",
  "seed",
  "recordings",
  "stage",
  "stale",
  "allow-javascript",
  "keep-texts",
  "update-golden",
];
const MOST_JOBS = 64;
const MOST_REPEATS = 1000;
const MOST_SEEDS = 1_000_000;

export const dryRunCommand: Command = defineCommand({
  name: "dry-run",
  summary: "Run the real agent offline, on recordings and turns, and hold it to what its scenarios expect.",
  description:
    "Runs `scenarios/*.yaml`: each agent in a sandbox without a network, answered by a server on loopback. See docs/dry-run.md.",
  positionals: [pathArgument],
  options: [
    ...tokenlessOptions,
    scenario,
    tag,
    {
      name: "shard",
      type: "string",
      value: "i/n",
      summary: "Run the i-th of n parts; --merge-reports puts their reports together.",
    },
    {
      name: "merge-reports",
      type: "string",
      value: "file",
      multiple: true,
      summary: "Run nothing: judge the JSON reports of the parts as one; repeatable.",
    },
    {
      name: "jobs",
      type: "string",
      value: "n",
      summary: "Cases at a time; half of the cores, at most 4, if not given.",
    },
    repeat,
    {
      name: "sequential",
      type: "boolean",
      summary: "The agents of teams take turns at calls of the model, in another order in each run.",
    },
    {
      name: "seed",
      type: "string",
      value: "n",
      doors: ["terminal"],
      summary: "Play the turns of one run of a team again, as a failed run names it.",
    },
    recordings,
    {
      name: "stage",
      type: "string",
      values: ["pull-request", "release"],
      doors: ["terminal", "github"],
      summary: "Where this runs: before a release, a recording of another configuration is an error.",
    },
    {
      name: "stale",
      type: "string",
      values: ["warning", "error"],
      summary: "How bad such a recording is, whatever the stage.",
    },
    allowJavascript,
    keepTexts,
    {
      name: "update-golden",
      type: "boolean",
      doors: ["terminal"],
      summary: "Write golden files anew that differ from what the run gives. Not in a pipeline.",
    },
    ephemeralRunner,
    {
      name: "cache-key",
      type: "boolean",
      doors: ["terminal", "github"],
      summary: "Print the key under which a pipeline caches recordings, and run nothing.",
    },
    {
      name: "import",
      type: "string",
      value: "promptfooconfig.yaml",
      doors: ["terminal"],
      summary: "Write the scenarios that the tests of promptfoo make, and say what is left out.",
    },
  ],
  examples: [
    { line: "agent-ci dry-run", does: "run every scenario" },
    { line: "agent-ci dry-run --scenario 'review*' --repeat 5", does: "some of them, five times each" },
    {
      line: "agent-ci dry-run --scenario team --sequential --repeat 200",
      does: "200 orders in which the agents of a team could act",
    },
    { line: "agent-ci dry-run --shard 2/5 --output json=part-2.json", does: "one part of five in a matrix" },
    { line: "agent-ci dry-run --output html=dry-run.html", does: "a page with every request, answer and tool call" },
    {
      line: "agent-ci dry-run --merge-reports part-1.json --merge-reports part-2.json",
      does: "one verdict of the parts",
    },
    { line: "agent-ci dry-run --import promptfooconfig.yaml", does: "begin with promptfoo's tests" },
  ],
  pillar: {
    title: "agent-ci dry-run",
    icon: "play-circle",
    rehearses: true,
    permissions: { "contents: read": "to check out; the action itself has no token" },
    gives: { "cache-key": "With the input of this name: the key under which a pipeline caches recordings." },
  },
  async run(world, values, [target]) {
    const parts = values["merge-reports"];
    if (values.import !== undefined) {
      refuseWithoutEffect(
        values,
        [...RUNNING, "merge-reports", "cache-key"],
        "--import writes scenarios and runs none",
      );
      return importPromptfoo(world, values.import);
    }
    if (values["cache-key"]) refuseWithoutEffect(values, [...RUNNING, "merge-reports"], "--cache-key runs nothing");
    if (parts) refuseWithoutEffect(values, RUNNING, "--merge-reports judges what was run");
    const ephemeral = values["ephemeral-runner"] === true;
    // Before anything is fetched: what must not run here must not cost a minute, nor read a branch.
    if (!parts && !values["cache-key"]) expectRehearsable(world, findPlace(world.cwd, target).top, ephemeral);
    const workspace = await openWorkspace(world, target, values);
    if (values.recordings !== undefined && workspace.policy.commit !== undefined)
      throw new UsageError(
        "--recordings: another commit judges this change, and its recordings answer. A change can write its own cache, and would say by it what the model says. Leave the option out in requests.",
      );
    if (values["cache-key"]) return printCacheKey(world, workspace);
    if (parts) return conclude(world, workspace, values, [mergedReports("merge-reports", parts)]);
    if (values["update-golden"] && inPipeline(world.env))
      throw new UsageError("--update-golden writes what a run gives over what it is held to: not in a pipeline.");
    const shard = values.shard === undefined ? undefined : readShard(values.shard);
    if (values.shard !== undefined && !shard)
      throw new UsageError(`--shard ${values.shard}: give a part and their number, such as 2/5.`);
    if (!wantsPage(workspace))
      refuseWithoutEffect(
        values,
        ["keep-texts"],
        "Only a page shows transcripts, and no --output html=<file> asks for one",
      );
    const jobs = readCount("jobs", values.jobs, MOST_JOBS);
    const times = readCount("repeat", values.repeat, MOST_REPEATS);
    const seed = readCount("seed", values.seed, MOST_SEEDS);
    const check = rehearsing({
      ...(values.scenario && { scenarios: values.scenario }),
      ...(values.tag && { tags: values.tag }),
      ...(shard && { shard }),
      ...(jobs !== undefined && { jobs }),
      ...(times !== undefined && { repeat: times }),
      ...(seed !== undefined && { seed }),
      sequential: values.sequential === true,
      ...(values.recordings !== undefined && { recordings: values.recordings }),
      stale: values.stale ?? (values.stage === "release" ? "error" : "warning"),
      allowJavascript: values["allow-javascript"] === true,
      updateGolden: values["update-golden"] === true,
      ephemeral,
      ...(wantsPage(workspace) && { transcripts: { keepTexts: values["keep-texts"] === true } }),
    });
    await askScenarios(workspace);
    return conclude(world, workspace, values, [check]);
  },
});
