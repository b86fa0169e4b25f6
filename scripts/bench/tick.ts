import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openGit } from "../../src/host/git/git.ts";
import { openStateBranch } from "../../src/host/state/state-branch.ts";
import { makeKeyPair, readSigningKey } from "../../src/ledger/note.ts";
import { record } from "../../src/ledger/record.ts";

export interface TickTimes {
  /** Milliseconds, the smallest first. */
  readonly tick: readonly number[];
  readonly node: readonly number[];
}

const SPEC = `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  bundle: { include: [AGENTS.md, "skills/**"] }
  environments:
    production: { target: { directory: { path: ../production } } }
  strategy:
    canary:
      environment: production
      steps: [{ setWeight: 10 }, { pause: {} }, { setWeight: 100 }]
`;

/**
 * A whole tick as a program beside bare Node, in turns: each makes the release, verifies it in its place, and commits
 * what it decided. The rollout waits for an approval meanwhile.
 */
export async function measureTicks(rounds: number): Promise<TickTimes> {
  const folder = mkdtempSync(join(tmpdir(), "agent-ci-bench-"));
  try {
    const top = join(folder, "repository");
    const env = await prepare(top);
    const program = join(import.meta.dirname, "../../dist/cli.js");
    const times = { tick: [] as number[], node: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      const [node, tick] = [timed(["-e", "0"], top, env), timed([program, "deploy", "team-a"], top, env)];
      // The first one brings the release.
      if (round > 0) {
        times.node.push(node);
        times.tick.push(tick);
      }
    }
    return { tick: times.tick.toSorted((a, b) => a - b), node: times.node.toSorted((a, b) => a - b) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(top: string): Promise<NodeJS.ProcessEnv> {
  mkdirSync(join(top, "rollouts"), { recursive: true });
  mkdirSync(join(top, ".agent-ci"));
  writeFileSync(join(top, "AGENTS.md"), "Be kind.\n");
  writeFileSync(join(top, "rollouts/team-a.yaml"), SPEC);
  for (let index = 0; index < 20; index += 1) {
    const skill = join(top, `skills/skill-${index}`);
    mkdirSync(skill, { recursive: true });
    writeFileSync(join(skill, "SKILL.md"), `---\nname: skill-${index}\ndescription: Does ${index}.\n---\nDo it.\n`);
  }
  const pair = makeKeyPair("example.com/bench");
  writeFileSync(join(top, ".agent-ci/audit-key.pub"), `${pair.verifying}\n`);
  const git = (...args: readonly string[]): Buffer =>
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@example.com", ...args], { cwd: top });
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "begin");
  const key = readSigningKey(pair.signing);
  if (!key) throw new Error("no key");
  const began = { ts: new Date().toISOString(), actor: "bench", event: "init", rollout: null, env: null };
  const event = { ...began, before: null, after: null, evidence: [] };
  const branch = openStateBranch(openGit(top, process.env), {});
  await branch.write(null, record(new Map(), [event], Date.now(), { key, trusted: [], upon: null }), "begin");
  return { ...process.env, AGENT_CI_AUDIT_KEY: pair.signing };
}

function timed(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): number {
  const began = performance.now();
  execFileSync(process.execPath, args, { cwd, env, stdio: ["ignore", "ignore", "inherit"] });
  return performance.now() - began;
}
