import { policyWeakened } from "../../check/rules.ts";
import { SECRET_RULES, secretsOf } from "../../secrets/secrets-of.ts";
import type { CommitRange } from "../../host/git/commit-range.ts";
import { allowLists } from "./searching/allow-lists.ts";
import { secretsInCommits } from "./searching/commits.ts";
import { embeddedSection } from "./searching/embedded-section.ts";
import type { Check } from "../../judging/evidence.ts";
import { beyondIn, countSearched, type SearchScope, secretsIn, textsOf } from "./searching/searched-texts.ts";

/** Secrets in the checked files, and in commits, as our own engine finds them. */
export const embeddedSecrets =
  (scope: SearchScope, range?: CommitRange): Check =>
  async (world, workspace) => {
    const head = await workspace.sides.head({ outline: false });
    const { files, selects } = workspace.place;
    const ask = allowLists(workspace);
    const { searched, unsearched, looked } = textsOf(head, files, scope, selects);
    const standing = new Set<string>();
    const found = secretsIn(world, searched);
    for (const { source, artifact } of searched)
      for (const { value } of secretsOf(source, artifact)) standing.add(value);
    const inFiles = found.map((one) => ({ found: one, answer: ask(one) }));
    const committed = range && (await secretsInCommits(world, workspace, { range, scope, standing, ask }));
    const answers = [...inFiles.map(({ answer }) => answer), ...(committed?.answers ?? [])];
    const kept = inFiles.flatMap(({ found: one, answer: { by } }) => (by === undefined ? [one] : []));
    const weakened = answers.flatMap((answer) => answer.weakened ?? []);
    return {
      found: [...kept, ...weakened, ...(committed?.found ?? [])],
      measurements: committed?.measurements ?? [],
      sections: [embeddedSection(answers, beyondIn(searched) + (committed?.beyond ?? 0), unsearched)],
      looked,
      checked: countSearched(searched),
      rules: [...SECRET_RULES, ...(weakened.length > 0 ? [policyWeakened] : [])],
    };
  };
