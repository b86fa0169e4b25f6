import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createRepository, type FileChanges } from "./git.ts";
import { NOON } from "./rollouts.ts";
import { runCli } from "./run-cli.ts";
import { tempFolder } from "./temp-folder.ts";
import { signedBranch } from "./ticks.ts";

export const SPEC = `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  bundle: { include: [AGENTS.md] }
  environments:
    production: { target: { directory: { path: ../production } } }
  strategy:
    canary:
      environment: production
      steps:
        - setWeight: 10
        - pause: {}
        - setWeight: 100
`;
/** A job of GitLab, which tells by itself who started it. */
export const FORGE = {
  GITLAB_CI: "true",
  CI_COMMIT_REF_PROTECTED: "true",
  CI_PIPELINE_SOURCE: "web",
};

/**
 * A repository with a rollout, in a folder beside which it is deployed, and a clock that is set by hand. `bob` has the
 * key, and wrote nothing of it.
 */
export async function deployed(changes: FileChanges = {}, spec = SPEC, begin = 0) {
  const repository = createRepository({ "AGENTS.md": "Be kind.\n", "rollouts/team-a.yaml": spec, ...changes });
  const { folder } = repository;
  const { pair, branch } = await signedBranch(folder);
  repository.commit({ ".agent-ci/audit-key.pub": `${pair.verifying}\n` });
  const production = tempFolder();
  repository.commit({ "rollouts/team-a.yaml": spec.replaceAll("../production", production) });
  const key = { AGENT_CI_AUDIT_KEY: pair.signing };
  const bob = { ...FORGE, ...key, GITLAB_USER_LOGIN: "bob" };
  let now = begin;
  return {
    ...repository,
    branch,
    production,
    key,
    bob,
    /** Words in quotation marks are one. */
    run: async (line: string, env: Readonly<Record<string, string>> = key, at = now) =>
      runCli(folder, wordsOf(line), env, undefined, at),
    approve: async () => runCli(folder, ["rollout", "approve", "team-a"], bob, undefined, now),
    pass: (span: number) => void (now += span),
    now: () => now,
    current: () => readFileSync(join(production, "current/AGENTS.md"), "utf8"),
    flags: async () => JSON.parse((await branch.read()).files.get("flags.json") ?? "").flags["team-a.production"],
  };
}
const wordsOf = (line: string): readonly string[] =>
  (line.match(/"[^"]*"|[^ ]+/gu) ?? []).map((word) => word.replaceAll('"', ""));
/** From when the log of `signedBranch` begins. */
export const BEGIN = NOON;
