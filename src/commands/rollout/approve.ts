import { tick } from "../../deploying/tick.ts";
import { UsageError } from "../../model/usage-error.ts";
import { openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";
import { actorOf } from "../deploy/actor-of.ts";
import { authorsSince } from "../deploy/authors-since.ts";
import { signingKey } from "../deploy/keys.ts";
import { openTick } from "../deploy/open-tick.ts";
import { tellTick } from "../deploy/tell-tick.ts";
import { type AskValues, formatOf } from "./ask.ts";

/**
 * Approves the step that asks for it, as somebody who wrote nothing of the change; who runs this has the key, which is
 * what makes an approval count. On a forge that is the job of an environment whose reviewers let it run.
 */
export async function rolloutApprove(
  world: World,
  values: AskValues & { readonly role?: string },
  named: string | undefined,
): Promise<number> {
  if (named === undefined) throw new UsageError("Say which rollout: agent-ci rollout approve <name>.");
  if (!signingKey(world))
    throw new UsageError("An approval counts where the key signs it: run this in the job that has AGENT_CI_AUDIT_KEY.");
  const { git } = await openState(world, values.state);
  const person = await actorOf(world, git);
  const from = await openTick(world, values, named, { approves: { person, role: values.role ?? null } });
  const authors = await authorsSince(git, from.branch, from.plan.name, from.commit);
  if (authors.has(person.toLowerCase()))
    throw new UsageError(`${person} wrote a part of this change, and nobody approves their own.`);
  const ticked = await tick(from);
  const approved = ticked.audit.some(({ event }) => event === "approved");
  const code = tellTick(world, formatOf(values), from.plan, ticked);
  if (!approved) throw new UsageError(`${named} asks for no approval now.`);
  return code;
}
