import { pathToFileURL } from "node:url";
import { createRepository, type FileChanges } from "./git.ts";
import { tempFolder } from "./temp-folder.ts";
import { signedBranch } from "./ticks.ts";

const specification = (target: string): string => `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  bundle: { include: [AGENTS.md] }
  environments: { production: { target: { directory: { path: ${target} } } } }
  strategy: { canary: { steps: [{ setWeight: 10 }, { pause: {} }, { setWeight: 100 }] } }
`;

/**
 * A project with a rollout that nobody has begun, and its origin, which remembers it. Nothing of it holds for a time:
 * it goes on when somebody promotes.
 */
export async function rolledOut(files: FileChanges) {
  const target = tempFolder();
  const repository = createRepository({ "AGENTS.md": "Be kind.\n", "rollouts/team-a.yaml": specification(target) });
  const { pair } = await signedBranch(repository.folder);
  repository.commit({ ".agent-ci/audit-key.pub": `${pair.verifying}\n`, ...files });
  const origin = tempFolder();
  repository.git("clone", "--quiet", "--bare", ".", origin);
  repository.git("remote", "add", "origin", pathToFileURL(origin).href);
  repository.git("branch", "--quiet", "-D", "agent-ci/state");
  const file = (path: string) => JSON.parse(repository.git("--git-dir", origin, "show", `agent-ci/state:${path}`));
  return {
    ...repository,
    target,
    /** The private key. */
    key: pair.signing,
    /** Commits changes, and pushes them. */
    push: (changes: FileChanges) => {
      repository.commit(changes);
      repository.git("push", "--quiet", "origin", "main");
    },
    state: () => file("rollouts/team-a.json"),
    /** What tasks are given the release now, in percent. */
    weight: (): number => {
      const { flags } = file("flags.json");
      return Number(/"canary",(\d+)/u.exec(JSON.stringify(flags["team-a.production"].targeting))?.[1] ?? 0);
    },
  };
}
