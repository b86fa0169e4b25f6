import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createRepository, type FileChanges } from "./git.ts";
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

/** A repository with a rollout, in a folder beside which it is deployed. */
export async function deployed(changes: FileChanges = {}, spec = SPEC) {
  const repository = createRepository({ "AGENTS.md": "Be kind.\n", "rollouts/team-a.yaml": spec, ...changes });
  const { folder } = repository;
  const { pair, branch } = await signedBranch(folder);
  repository.commit({ ".agent-ci/audit-key.pub": `${pair.verifying}\n` });
  const production = tempFolder();
  repository.commit({ "rollouts/team-a.yaml": spec.replaceAll("../production", production) });
  const key = { AGENT_CI_AUDIT_KEY: pair.signing };
  const bob = { ...FORGE, ...key, GITHUB_ACTOR: "bob" };
  return {
    ...repository,
    branch,
    key,
    bob,
    run: async (line: string, env: Readonly<Record<string, string>> = key, now = 0) =>
      runCli(folder, line.split(" "), env, undefined, now),
    approve: async () => runCli(folder, ["rollout", "approve", "team-a"], bob),
    current: () => readFileSync(join(production, "current/AGENTS.md"), "utf8"),
    flags: async () => JSON.parse((await branch.read()).files.get("flags.json") ?? "").flags["team-a.production"],
  };
}
export const FORGE = { GITHUB_ACTIONS: "true", GITHUB_REF_PROTECTED: "true", GITHUB_EVENT_NAME: "workflow_dispatch" };
