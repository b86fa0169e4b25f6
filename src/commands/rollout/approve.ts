import type { Tick, Ticked } from "../../deploying/tick.ts";
import type { Git } from "../../host/git/git.ts";
import { forgeOf } from "../../host/pipeline/pipeline.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { Approver } from "../../rollout/state.ts";
import { redact } from "../../secrets/redact.ts";
import { openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";
import { actorOf } from "../deploy/actor-of.ts";
import { expectNoAuthor } from "../deploy/expect-no-author.ts";
import { signingKey } from "../deploy/keys.ts";
import { type StepAnswer, openTick } from "../deploy/open-tick.ts";
import { expectNamed } from "../deploy/read-rollout.ts";
import { runTick } from "../deploy/run-tick.ts";
import { tellTick } from "../deploy/tell-tick.ts";
import { type AskValues, formatOf, reasonOf } from "./ask.ts";
import { type Agreement, gitHubApprover, gitHubRejection } from "./forge-approver.ts";

type ApproveValues = AskValues & { readonly role?: string; readonly checkpoint?: string; readonly seen?: string };

/**
 * Approves the step that asks for it, as somebody who wrote nothing of the change; who runs this has the key, which is
 * what makes an approval count. In a job of GitHub it is who GitHub says that let it run; elsewhere it is who runs it.
 */
export const rolloutApprove = async (world: World, values: ApproveValues, named: string | undefined): Promise<number> =>
  answer("approve", world, values, named, async (git, agreement, { contents, plan }) => {
    const { state } = agreement;
    const other = state.release !== contents.digest ? "release" : state.plan !== plan.digest ? "specification" : "";
    if (other !== "")
      throw new UsageError(
        `${state.id} is of another ${other} than this checkout has: approve it from ${state.commit.slice(0, 12)}, or let a tick begin what is here.`,
      );
    return { by: [await approver(world, values, git, agreement)], rejected: null };
  });

/**
 * Turns down what asks for an approval: the release is taken back. Whoever may be asked may say no, and whoever wrote
 * it may as well. In a job of GitHub it is the reviewer who turned down the job that waited for them.
 */
export async function rolloutReject(world: World, values: ApproveValues, named: string | undefined): Promise<number> {
  const isOnGitHub = forgeOf(world.env) === "github";
  if (isOnGitHub && values.seen === undefined)
    throw new UsageError("What was rejected has to be said: give the action `seen`, as the tick gave it that asked.");
  if (!isOnGitHub && reasonOf(values) === "")
    throw new UsageError(`Say why, for who reads the log: agent-ci rollout reject ${named ?? ""} --reason "…".`);
  return answer("reject", world, values, named, async (git, agreement) => {
    const said = isOnGitHub
      ? await gitHubRejection(world, agreement, tokenIn(world, values))
      : { person: await actorOf(world, git), why: values.reason ?? "" };
    const why = redact(reasonOf({ reason: said.why }));
    return { by: [], rejected: { person: said.person, role: agreement.role, why } };
  });
}

/** A tick of the job that has the key, with what somebody says to the step, or the checkpoint, that asks. */
async function answer(
  verb: "approve" | "reject",
  world: World,
  values: ApproveValues,
  named: string | undefined,
  said: (git: Git, agreement: Agreement, checkout: Tick) => Promise<StepAnswer>,
): Promise<number> {
  expectNamed(named, `rollout ${verb}`);
  if (!signingKey(world)) throw new UsageError(KEYLESS[verb]);
  const { git } = await openState(world, values.state, values["github-token"]);
  const { role = null, checkpoint, seen } = values;
  let heard: StepAnswer | undefined;
  const from = await openTick(world, values, named, {
    ...(checkpoint !== undefined && { checkpoint }),
    ...(seen !== undefined && { of: seen }),
    answers: async (state, step, key) => {
      heard = await said(git, { state, environment: step.environment, key, role }, from);
      return heard;
    },
  });
  const ticked = await runTick(world, values, from);
  const counts =
    verb === "approve"
      ? ticked.audit.some(({ event }) => event === "approved")
      : ticked.audit.some(({ actor, event }) => actor === heard?.rejected?.person && TAKEN_BACK.has(event));
  const code = tellTick(world, formatOf(values), ticked);
  if (!counts) throw new UsageError(`${named} ${whyNot(ticked, checkpoint)}.`);
  return code;
}
/** What becomes of a release that was rejected, by whether somebody was given it. */
const TAKEN_BACK: ReadonlySet<string> = new Set(["failed", "rolling-back"]);

const KEYLESS = {
  approve: "An approval counts where the key signs it: run this in the job that has AGENT_CI_AUDIT_KEY.",
  reject:
    "A rejection counts where the key signs it: run this in the job that has AGENT_CI_AUDIT_KEY. To take the release back without it: agent-ci rollout abort.",
} as const;

async function approver(world: World, values: ApproveValues, git: Git, agreement: Agreement): Promise<Approver> {
  const { role } = agreement;
  const person = await personIn(world, values, git, agreement);
  await expectNoAuthor(world, git, agreement.state, person);
  return { person, role };
}

async function personIn(world: World, values: ApproveValues, git: Git, agreement: Agreement): Promise<string> {
  if (forgeOf(world.env) !== "github") return actorOf(world, git);
  const { history, commit, rollout } = agreement.state;
  const good = history.findLast(({ end }) => end === "Healthy")?.commit;
  const token = tokenIn(world, values);
  const base = good ?? (await rootOf(git, commit));
  const path = `rollouts/${rollout}.yaml`;
  return gitHubApprover(world, agreement, { token, base, isFirst: good === undefined, path });
}

function tokenIn(world: World, values: ApproveValues): string {
  const token = values["github-token"] ?? world.env["GITHUB_TOKEN"];
  if (token) return token;
  throw new UsageError(
    "Who approved it is asked of GitHub, and there is no token: give the action its `github-token`, or the step GITHUB_TOKEN.",
  );
}

/** The first commit of all. */
async function rootOf(git: Git, commit: string): Promise<string> {
  const roots = await git.run(["rev-list", "--max-parents=0", "--end-of-options", commit]);
  const root = roots.ok ? roots.output.trim().split("\n").at(-1) : undefined;
  if (root) return root;
  throw new UsageError("Where this repository begins cannot be told: fetch all of it, `fetch-depth: 0`.");
}

const whyNot = ({ waits, audit }: Ticked, checkpoint: string | undefined): string => {
  // Nobody can have looked at what was asked by this very tick.
  if (audit.some(({ event }) => event === "asked-approval"))
    return "asks for an approval since this tick only: look at what it asks, and approve it then";
  const asked = checkpoint === undefined ? "asks for no approval now" : `has no checkpoint "${checkpoint}" now`;
  return waits === "" ? asked : `${asked}, or not for this one: ${waits}`;
};
