import { resolve } from "node:path";
import { dryRuns } from "../../checks/rehearsal/dry-run.ts";
import { liveModels, VENDORS } from "../../checks/rehearsal/live-models.ts";
import { openPrices } from "../../checks/cost/open-prices.ts";
import { priceCalls } from "../../checks/cost/price-calls.ts";
import { steeringOf } from "../../checks/rehearsal/steering-of.ts";
import { isProtectedRef } from "../../host/pipeline/is-protected.ts";
import { pullRequestOf } from "../../host/pipeline/pipeline.ts";
import type { Fixture } from "../../host/sandbox/lay-out-workspace.ts";
import { conclude } from "../../judging/conclude.ts";
import { inPipeline } from "../../model/in-pipeline.ts";
import { UsageError } from "../../model/usage-error.ts";
import { refuseRecording } from "../../rehearsal/refusal/refuse-recording.ts";
import type { Scenario } from "../../rehearsal/scenarios/scenario.ts";
import { openWorkspace } from "../../workspace/workspace.ts";
import { type Command, defineCommand } from "../command.ts";
import { judgingOptions, pathArgument } from "../options.ts";
import { wantsPage } from "../wants-page.ts";
import { readCount } from "../dry-run/read-count.ts";
import { allowJavascript, keepTexts, recordings, repeat, scenario, tag } from "../dry-run/rehearsal-options.ts";
import { readDollars } from "./read-dollars.ts";
import { readUpstreams } from "./read-upstreams.ts";
import { tellRecorded } from "./tell-recorded.ts";

const MOST = 1_000_000_000;
const USUAL = { requests: 50, tokens: 500_000 };

export const recordCommand: Command = defineCommand({
  name: "record",
  summary: "Run scenarios with a real model once, and keep its answers for every dry run after it.",
  description:
    "The agent gets a false key; the server on loopback asks the vendor with the real one, within a budget that is reserved before each request.",
  positionals: [pathArgument],
  options: [
    ...judgingOptions,
    scenario,
    tag,
    repeat,
    {
      ...recordings,
      summary: "Keep the answers in this folder, such as one for a cache, and not beside the scenarios.",
    },
    {
      name: "mode",
      type: "string",
      values: ["record", "auto"],
      summary: "`record` asks for everything anew; `auto` only for what no fresh recording answers.",
    },
    {
      name: "upstream",
      type: "string",
      value: "vendor=url",
      multiple: true,
      summary: "Ask another address than the vendor's own: anthropic, openai or gemini; repeatable.",
    },
    {
      name: "budget-requests",
      type: "string",
      value: "n",
      summary: `Requests that all scenarios together may make; ${USUAL.requests} if not given.`,
    },
    {
      name: "budget-tokens",
      type: "string",
      value: "n",
      summary: `Tokens that they may use, reserved before each request; ${USUAL.tokens} if not given.`,
    },
    {
      name: "budget-dollars",
      type: "string",
      value: "n",
      summary:
        "Dollars that they may cost by the book of prices, reserved before each request; as many as it takes if not given.",
    },
    {
      name: "keep-errors",
      type: "string",
      value: "status",
      multiple: true,
      summary: "Keep answers of this status too, though it is an outage or a wrong key; repeatable.",
    },
    keepTexts,
    allowJavascript,
  ],
  examples: [
    { line: "ANTHROPIC_API_KEY=… agent-ci record --scenario review", does: "record one scenario" },
    { line: "agent-ci record --mode auto --budget-dollars 2", does: "only what has changed, for two dollars at most" },
  ],
  async run(world, values, [target]) {
    const refused = refuseRecording({
      inPipeline: inPipeline(world.env),
      isProtected: isProtectedRef(world.env),
      isRequest: pullRequestOf(world.env) !== undefined,
    });
    if (refused !== undefined) throw new UsageError(refused);
    const upstream = readUpstreams(values.upstream ?? []);
    const budget = {
      requests: readCount("budget-requests", values["budget-requests"], MOST) ?? USUAL.requests,
      tokens: readCount("budget-tokens", values["budget-tokens"], MOST) ?? USUAL.tokens,
    };
    const dollars = readDollars("budget-dollars", values["budget-dollars"]);
    const keepErrors = (values["keep-errors"] ?? []).map((status) => readCount("keep-errors", status, 599) ?? 0);
    const times = readCount("repeat", values.repeat, 100);
    const workspace = await openWorkspace(world, target, values);
    const asked = {
      mode: values.mode ?? "record",
      upstream,
      budget: { ...budget, ...(dollars !== undefined && { "nano-dollars": dollars }) },
      keepErrors,
      keepTexts: values["keep-texts"] === true,
      ...(values.recordings !== undefined && { into: resolve(world.cwd, values.recordings) }),
    };
    const prices = priceCalls(await openPrices(workspace.policy));
    const check = dryRuns({
      ...(values.recordings !== undefined && { recordings: values.recordings }),
      ...(values.scenario && { scenarios: values.scenario }),
      ...(values.tag && { tags: values.tag }),
      ...(times !== undefined && { repeat: times }),
      stale: "warning",
      allowJavascript: values["allow-javascript"] === true,
      updateGolden: false,
      ephemeral: false,
      ...(wantsPage(workspace) && { transcripts: { keepTexts: asked.keepTexts } }),
      live: (at, staged) => {
        refuseSteering(staged);
        return liveModels(at, world.env, [...staged.keys()], asked, prices);
      },
      rehearsed: (cases) => world.err(tellRecorded(cases)),
    });
    return conclude(world, workspace, values, [check]);
  },
});

/** Whoever could lead the agent away could lead it to what it likes, with whatever the agent is told. */
function refuseSteering(staged: ReadonlyMap<Scenario, Fixture>): void {
  const problems = [...staged].flatMap(([one, fixture]) =>
    steeringOf(one, fixture).map(({ message }) => `${one.path}: ${message}`),
  );
  if (problems.length > 0) throw new UsageError(problems);
  const known = Object.values(VENDORS).length;
  const silent = [...staged.keys()].filter((one) => one.kind !== "agent" || one.recordings === undefined);
  if (silent.length === staged.size)
    throw new UsageError(
      `No scenario that is meant has \`recordings:\`, a folder to keep the answers of the ${known} vendors in. Name one.`,
    );
}
