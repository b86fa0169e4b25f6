import type { CommitRange } from "../../host/git/commit-range.ts";
import type { Check } from "../../judging/evidence.ts";
import { allowLists } from "./searching/allow-lists.ts";
import { secretsInCommits } from "./searching/commits.ts";
import { embeddedSection } from "./searching/embedded-section.ts";

/** Secrets in commits alone, in what agents load and in what not: a secret is one anywhere. */
export const pushedSecrets =
  (range: CommitRange): Check =>
  async (world, workspace) => {
    const everything = { ...workspace, place: { ...workspace.place, selects: () => true } };
    const asked = { range, scope: "all", standing: new Set<string>(), ask: allowLists(workspace) } as const;
    const { answers, beyond, searched, ...evidence } = await secretsInCommits(world, everything, asked);
    return {
      ...evidence,
      sections: [embeddedSection(answers, beyond, 0)],
      checked: { artifacts: searched, kinds: {} },
    };
  };
