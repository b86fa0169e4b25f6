import { join } from "node:path";
import type { Tick } from "../../deploying/tick.ts";
import { openGit } from "../../host/git/git.ts";
import { openStateBranch } from "../../host/state/state-branch.ts";
import { openTarget } from "../../host/targets/open-target.ts";
import { makeKeyPair, readSigningKey, readVerifyingKey } from "../../ledger/note.ts";
import { record } from "../../ledger/record.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { Plan } from "../../rollout/plan.ts";
import { makeRelease } from "../../rollout/release/release.ts";
import type { World } from "../../workspace/world.ts";

/** A release of one file, made up. */
export const releaseOf = (text: string) => {
  const made = makeRelease([{ path: "AGENTS.md", bytes: Buffer.from(`Release ${text}.\n`), executable: false }]);
  if (made.ok) return made.value;
  throw new Error(made.faults.join());
};

/** All that a tick asks for, in a folder: a branch of states with keys of its own, and a target that is a folder. */
export async function openRehearsal(
  { env }: World,
  folder: string,
  plan: Plan,
  { now, look }: Pick<Tick, "now" | "look">,
): Promise<Tick> {
  const git = openGit(folder, { PATH: env["PATH"] });
  const made = await git.run(["init", "--quiet", "."]);
  if (!made.ok) throw new UsageError(`A drill needs git: ${made.reason}.`);
  const branch = openStateBranch(git, {});
  const pair = makeKeyPair("localhost/drill");
  const key = readSigningKey(pair.signing);
  const trusted = [readVerifyingKey(pair.verifying)].filter((one) => one !== undefined);
  if (!key) throw new Error("A key that was just made cannot be read.");
  const began = { actor: "drill", event: "init", rollout: null, env: null, before: null, after: null, evidence: [] };
  const entry = { ts: new Date(now()).toISOString(), ...began };
  await branch.write(null, record(new Map(), [entry], now(), { key, trusted, upon: null }), "A drill begins");
  const target = openTarget(
    { kind: "directory", path: join(folder, "target") },
    { cwd: folder, env: {}, needsBackup: false },
  );
  return {
    plan,
    contents: releaseOf("one"),
    commit: "drill",
    branch,
    trusted,
    signing: key,
    targets: new Map(plan.environments.map(({ name }) => [name, target])),
    now,
    actor: "drill",
    planOf: async () => plan,
    risk: async () => "low",
    look,
    run: async () => "passed",
  };
}
