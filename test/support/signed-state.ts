import { openGit } from "../../src/host/git/git.ts";
import { openStateBranch, type StateBranch } from "../../src/host/state/state-branch.ts";
import { coverage, statePath } from "../../src/ledger/coverage.ts";
import type { AuditEvent } from "../../src/ledger/entry.ts";
import { rawDigest } from "../../src/ledger/lines.ts";
import { record } from "../../src/ledger/record.ts";
import { createRepository, gitEnvironment, type Repository } from "./git.ts";
import { eventOf, type Keys, keysOf } from "./ledger.ts";

export const NOW = Date.parse("2026-11-30T12:00:00Z");

/** A repository that remembers a rollout on its own branch of states, whose public key is committed. */
export interface SignedState extends Keys {
  readonly repository: Repository;
  readonly branch: StateBranch;
  /** What a job with the key does: a state with this weight, and a signed entry that names it. Answers with its commit. */
  readonly tick: (weight: number) => Promise<string>;
  /** What anybody does: an entry that nobody signs. */
  readonly ask: (event: Partial<AuditEvent>) => Promise<void>;
  /** Whether the state is covered, as the next tick would ask. */
  readonly reasons: () => Promise<readonly string[]>;
  readonly tip: () => string;
}

export const REF = "refs/heads/agent-ci/state";

export function signedState(name = "example.com/agents"): SignedState {
  const { text, signing, trusted } = keysOf(name);
  const repository = createRepository({ ".agent-ci/audit-key.pub": `${text}\n` });
  const branch = openStateBranch(openGit(repository.folder, gitEnvironment()), {});
  const tip = (): string => repository.git("rev-parse", REF);
  return {
    text,
    signing,
    trusted,
    repository,
    branch,
    tip,
    tick: async (weight) => {
      const { commit, bytes } = await branch.read();
      const state = `{"version":1,"rollout":"team-a","weight":${weight}}\n`;
      const event = eventOf(weight, { after: rawDigest(state) });
      const files = record(bytes, [event], NOW, { key: signing, trusted, upon: commit });
      const written = await branch.write(commit, new Map([...files, [statePath("team-a"), state]]), `weight ${weight}`);
      if (written !== "written") throw new Error("Somebody else was first.");
      return tip();
    },
    ask: async (event) => {
      const { commit, bytes } = await branch.read();
      await branch.write(commit, record(bytes, [eventOf(0, event)], NOW), "a request");
    },
    reasons: async () => {
      const { bytes, brought } = await branch.read();
      return coverage(bytes, brought, "team-a", trusted).reasons;
    },
  };
}
