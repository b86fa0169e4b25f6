import { EXIT } from "../../gate/exit.ts";
import { type PushedRange, pushedRange } from "../../host/git/pushed-range.ts";
import { hookedRepository } from "../../host/git/staged-place.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { World } from "../../workspace/world.ts";
import type { HookValues } from "./hook.ts";

/** Looks for secrets in what a push would make known. A push that brings nothing new loads nothing. */
export async function prePush(world: World, values: HookValues, given: readonly string[]): Promise<number> {
  const [remote, , more] = given;
  if (more !== undefined)
    throw new UsageError('pre-push takes the name and the address of the remote: agent-ci hook pre-push "$@"');
  const lines = await linesOf(world);
  if (lines.length === 0 && remote !== undefined && world.env["PRE_COMMIT"] !== "1") world.notice(NOTHING_SAID);
  const pushed = await pushedRange(() => hookedRepository(world.cwd, world.env).git, {
    lines,
    env: world.env,
    ...(remote !== undefined && { remote }),
  });
  return pushed ? judge(world, values, pushed) : EXIT.pass;
}

/** git calls the hook of a push that brings nothing too, and says as little. */
const NOTHING_SAID =
  "no secret was looked for, as nothing came in on standard input. Either nothing is pushed, or a command above in the hook has read it.";

async function judge(world: World, values: HookValues, range: PushedRange): Promise<number> {
  const { judgePushed } = await import("./judge-pushed.ts");
  return judgePushed(world, values, range);
}

/** Throws UsageError where somebody calls the hook at a terminal. */
async function linesOf({ input, env }: World): Promise<readonly string[]> {
  if (input) return (await input()).split("\n").filter((line) => line.trim() !== "");
  if (env["PRE_COMMIT"] === "1") return [];
  throw new UsageError(
    "git tells a pre-push hook on its standard input what is pushed, and nothing comes in here. To search commits by hand: agent-ci secret-scan --commits request",
  );
}
