import type { Git } from "../../host/git/git.ts";
import { forgeOf } from "../../host/pipeline/pipeline.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { Approver } from "../../rollout/state.ts";
import { openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";
import { actorOf } from "../deploy/actor-of.ts";
import { authorsSince } from "../deploy/authors-since.ts";
import { signingKey } from "../deploy/keys.ts";
import { openTick } from "../deploy/open-tick.ts";
import { expectNamed } from "../deploy/read-rollout.ts";
import { runTick } from "../deploy/run-tick.ts";
import { tellTick } from "../deploy/tell-tick.ts";
import { type AskValues, formatOf } from "./ask.ts";
import { type Agreement, gitHubApprover } from "./forge-approver.ts";

type ApproveValues = AskValues & { readonly role?: string; readonly checkpoint?: string; readonly seen?: string };

/**
 * Approves the step that asks for it, as somebody who wrote nothing of the change; who runs this has the key, which is
 * what makes an approval count. In a job of GitHub it is who GitHub says that let it run; elsewhere it is who runs it.
 */
export async function rolloutApprove(world: World, values: ApproveValues, named: string | undefined): Promise<number> {
  expectNamed(named, "rollout approve");
  if (!signingKey(world))
    throw new UsageError("An approval counts where the key signs it: run this in the job that has AGENT_CI_AUDIT_KEY.");
  const { git } = await openState(world, values.state, values["github-token"]);
  const { role = null, checkpoint, seen } = values;
  const from = await openTick(world, values, named, {
    ...(checkpoint !== undefined && { checkpoint }),
    ...(seen !== undefined && { of: seen }),
    approves: async (state, step, key) => {
      if (state.release !== from.contents.digest)
        throw new UsageError(
          `${state.id} is of another release than this checkout has: approve it from ${state.commit.slice(0, 12)}, or let a tick begin what is here.`,
        );
      return approver(world, values, git, { state, environment: step.environment, key, role });
    },
  });
  const ticked = await runTick(world, values, from);
  const approved = ticked.audit.some(({ event }) => event === "approved");
  const code = tellTick(world, formatOf(values), ticked);
  if (!approved) throw new UsageError(`${named} ${whyNot(ticked.waits, checkpoint)}.`);
  return code;
}

async function approver(world: World, values: ApproveValues, git: Git, agreement: Agreement): Promise<Approver> {
  const { role } = agreement;
  const person = await personIn(world, values, git, agreement);
  const authors = await authorsSince(git, agreement.state);
  // GitLab tells the address of who started a job as well.
  const names = [person, world.env["GITLAB_USER_EMAIL"] ?? person];
  if (names.some((name) => authors.has(name.toLowerCase())))
    throw new UsageError(`${person} wrote a part of this change, and nobody approves their own.`);
  return { person, role };
}

async function personIn(world: World, values: ApproveValues, git: Git, agreement: Agreement): Promise<string> {
  if (forgeOf(world.env) !== "github") return actorOf(world, git);
  const token = values["github-token"] ?? world.env["GITHUB_TOKEN"];
  if (!token)
    throw new UsageError(
      "Who approved it is asked of GitHub, and there is no token: give the action its `github-token`, or the step GITHUB_TOKEN.",
    );
  const { history, commit, rollout } = agreement.state;
  const good = history.findLast(({ end }) => end === "Healthy")?.commit;
  const base = good ?? (await rootOf(git, commit));
  const path = `rollouts/${rollout}.yaml`;
  return gitHubApprover(world, agreement, { token, base, isFirst: good === undefined, path });
}

/** The first commit of all. */
async function rootOf(git: Git, commit: string): Promise<string> {
  const roots = await git.run(["rev-list", "--max-parents=0", "--end-of-options", commit]);
  const root = roots.ok ? roots.output.trim().split("\n").at(-1) : undefined;
  if (root) return root;
  throw new UsageError("Where this repository begins cannot be told: fetch all of it, `fetch-depth: 0`.");
}

const whyNot = (waits: string, checkpoint: string | undefined): string => {
  const asked =
    checkpoint === undefined ? "asks for no approval now" : `has no checkpoint "${checkpoint.slice(0, 60)}" now`;
  return waits === "" ? asked : `${asked}, or not for this one: ${waits}`;
};
