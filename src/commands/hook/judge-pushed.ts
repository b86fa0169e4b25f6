import { type PushedRange, toFetchFirst } from "../../host/git/pushed-range.ts";
import { hookedRepository, stagedPlace } from "../../host/git/staged-place.ts";
import type { Files } from "../../model/ports.ts";
import { pushedSecrets } from "../../checks/secrets/pushed.ts";
import type { World } from "../../workspace/world.ts";
import { conclude } from "../../judging/conclude.ts";
import type { HookValues } from "./hook.ts";
import { forHook, onMachine } from "./judge-for-hook.ts";
import { openWorkspace } from "../../workspace/workspace.ts";

const ELSE = "write those commits anew (git rebase -i), and push again.";
const REFUSAL = `the push is refused. Who fetches a commit has its secrets, also where a later one takes them out: ${ELSE}`;

/**
 * Files do not count here, only what commits added to them:
 * what agents load and what not, for a secret is one anywhere.
 */
export async function judgePushed(world: World, values: HookValues, range: PushedRange): Promise<number> {
  const { unfetched } = range;
  const local = onMachine(
    world,
    unfetched === undefined ? REFUSAL : `the push is refused. ${toFetchFirst(unfetched)}\nElse: ${ELSE}`,
  );
  const staged = stagedPlace(hookedRepository(world.cwd, world.env));
  const workspace = await openWorkspace(
    local,
    undefined,
    { ...values, "policy-from": "head" },
    { ...staged, files: NONE, selects: () => false, concerns: () => true },
  );
  return conclude(local, forHook(workspace), { ...values }, [pushedSecrets(range)]);
}

/** What lies in the index was judged when it was committed. */
const NONE: Files = {
  list: () => [],
  read: () => ({ ok: false, reason: "it is not looked at" }),
  entry: () => undefined,
};
