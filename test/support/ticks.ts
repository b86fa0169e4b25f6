import { join } from "node:path";
import { openGit } from "../../src/host/git/git.ts";
import { openStateBranch } from "../../src/host/state/state-branch.ts";
import { openTarget } from "../../src/host/targets/open-target.ts";
import { makeKeyPair, readSigningKey, readVerifyingKey } from "../../src/ledger/note.ts";
import { record } from "../../src/ledger/record.ts";
import type { Plan } from "../../src/rollout/plan.ts";
import { makeRelease, type ReleaseContents } from "../../src/rollout/release/release.ts";
import { type Looked, tick, type Tick } from "../../src/deploying/tick.ts";
import { createRepository } from "./git.ts";
import { NOON } from "./rollouts.ts";

export const releaseOf = (text: string): ReleaseContents => {
  const made = makeRelease([{ path: "AGENTS.md", bytes: Buffer.from(text), executable: false }]);
  if (!made.ok) throw new Error(made.faults.join());
  return made.value;
};

const NOTHING_KNOWN: Looked = {
  verdicts: {},
  samples: 0,
  prerequisites: {},
  approvals: {},
  unfreeze: [],
  acknowledged: "unobserved",
  drained: null,
};

/** A branch of states in a repository, signed for the first time, and the keys. */
export async function signedBranch(top: string) {
  const branch = openStateBranch(openGit(top, process.env), {});
  const pair = makeKeyPair("example.com/team-a");
  const signing = readSigningKey(pair.signing);
  const trusted = [readVerifyingKey(pair.verifying)].filter((key) => key !== undefined);
  if (!signing) throw new Error("no key");
  const began = {
    ts: new Date(NOON).toISOString(),
    actor: "ada",
    event: "init",
    rollout: null,
    env: null,
    before: null,
    after: null,
    evidence: [],
  };
  await branch.write(null, record(new Map(), [began], NOON, { key: signing, trusted, upon: null }), "begin");
  return { branch, pair, signing, trusted };
}

/** A repository with a branch of states and a folder to deploy to, and a clock that is set by hand. */
export async function deployment(plan: Plan) {
  const { folder: top } = createRepository();
  const { branch, signing, trusted } = await signedBranch(top);
  const folder = join(top, "production");
  const target = openTarget({ kind: "directory", path: folder }, { cwd: top, env: {}, needsBackup: true });
  let now = NOON;
  const from: Tick = {
    plan,
    contents: releaseOf("one"),
    commit: "c1",
    branch,
    trusted,
    signing,
    targets: new Map([["production", target]]),
    now: () => now,
    actor: "agent-ci",
    planOf: async () => plan,
    risk: async () => "low",
    look: async () => NOTHING_KNOWN,
    run: async () => "passed",
  };
  return {
    top,
    folder,
    branch,
    target,
    from,
    pass: (span: number) => void (now += span),
    tick: async (changes: Partial<Tick> = {}) => tick({ ...from, ...changes }),
    looked: (facts: Partial<Looked>) => async () => ({ ...NOTHING_KNOWN, ...facts }),
  };
}
