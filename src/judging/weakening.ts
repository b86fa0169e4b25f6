import type { BaselineEntry } from "../check/baseline/baseline.ts";
import { policyWeakened } from "../check/rules.ts";
import type { Found } from "../check/found.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { BaselineAsked } from "./baseline-asked.ts";
import { lessStrict } from "./less-strict.ts";
import { PUBLIC_KEYS } from "../ledger/keys.ts";
import { openBaseline } from "./open-baseline.ts";
import type { Evidence } from "./evidence.ts";
import { newComments } from "./weakened-comments.ts";
import { addedKeys } from "./weakened-keys.ts";
import { weakenedSchemas } from "./weakened-schemas.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { group } from "../model/group.ts";

/**
 * What the checked folder's own policy lets through that the judging one refuses; nothing where its own judges. `found`
 * says in which files that are no artifacts comments may suppress something.
 */
export async function weakening(
  judging: Workspace,
  asked: BaselineAsked,
  found: readonly Diagnostic[],
): Promise<Evidence> {
  const { own } = judging;
  if (!own) return { found: [], rules: [] };
  const told = (message: string, file?: string): Found => ({
    rule: policyWeakened,
    finding: { message: `${message}.`, ...at(own, file) },
  });
  const weakened: readonly Found[] = [
    ...(judging.first ? [told(FIRST)] : []),
    ...lessStrict(judging.policy, own.policy, await pathsOf(judging)).map((message) => told(message)),
    ...(await weakenedSchemas(judging, own)).map(({ file, message }) => told(message, own.policy.home + file)),
    ...addedKeys(judging).map((message) => told(message, PUBLIC_KEYS)),
    ...grownBaseline(judging, own, asked),
    ...(await newComments(judging, own, found)),
  ];
  return { found: weakened, rules: [policyWeakened] };
}

const FIRST =
  "This is the first configuration of the repository: the defaults judge beside it now, and after the merge it alone";

/** All paths that the judging policy looks at; those of artifacts may lie behind a link. */
async function pathsOf({ sides }: Workspace): Promise<readonly string[]> {
  const { paths, artifacts } = await sides.head({ outline: false });
  return [...new Set([...paths, ...artifacts].map(({ path }) => path))];
}

/** The file that says so, where it lies in the checked folder. */
function at({ policy, place: { prefix } }: Workspace, file = policy.files.at(-1)): { readonly path?: string } {
  return file !== undefined && file.startsWith(prefix) ? { path: file.slice(prefix.length) } : {};
}

function grownBaseline(judging: Workspace, own: Workspace, asked: BaselineAsked): readonly Found[] {
  const known = new Set(openBaseline(judging, asked).entries.map((entry) => keyOf(judging, entry)));
  const grown = openBaseline(own, asked).entries.filter((entry) => !known.has(keyOf(own, entry)));
  const place = at(own, `${own.policy.home}.agent-ci/baseline.json`);
  const byPath = group(grown, ({ path }) => path);
  if (judging.first && grown.length > 0) {
    const message = `The baseline: ${counted(grown.length)} new, for ${byPath.size} ${byPath.size === 1 ? "file" : "files"}.`;
    return [{ rule: policyWeakened, finding: { message, ...place } }];
  }
  return [...byPath].map(([path, all]) => {
    const rules = [...new Set(all.map(({ rule }) => rule))];
    const named = rules.length > MOST_NAMED ? [...rules.slice(0, MOST_NAMED), "…"] : rules;
    const message = `The baseline: ${counted(all.length)} new for ${path === "" ? "the repository" : `"${path}"`} (${named.join(", ")}).`;
    return { rule: policyWeakened, finding: { message, ...place } };
  });
}
const MOST_NAMED = 5;

const counted = (entries: number): string => (entries === 1 ? "1 entry is" : `${entries} entries are`);

const keyOf = ({ policy }: Workspace, { rule, path, fingerprint }: BaselineEntry): string =>
  JSON.stringify([rule, policy.home + path, fingerprint]);
