import type { BaselineEntry } from "../check/baseline/baseline.ts";
import { policyWeakened } from "../check/rules.ts";
import type { Found } from "../check/found.ts";
import { newInline } from "../check/weakening/weakened-inline.ts";
import { type Ruling, weakenedRules } from "../check/weakening/weakened-rules.ts";
import { weakenedSettings } from "../check/weakening/weakened-settings.ts";
import { weakens } from "../config/schema.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { group } from "../model/group.ts";
import type { Repository } from "../model/rule.ts";
import type { BaselineAsked } from "./baseline-asked.ts";
import { openBaseline } from "./open-baseline.ts";
import type { Evidence } from "./evidence.ts";
import { inlineOf } from "./inline-of.ts";
import { registry } from "./registry.ts";
import type { Workspace } from "../workspace/workspace.ts";

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
  const weakened: readonly Found[] = [
    ...[
      ...weakenedRules(registry, ruling(judging), ruling(own)),
      ...weakenedSettings(weakens, judging.policy.settings, own.policy.settings),
    ].map((message) => ({ rule: policyWeakened, finding: { message: `${message}.`, ...at(own) } })),
    ...grownBaseline(judging, own, asked),
    ...(await newComments(judging, own, found)),
  ];
  return { found: weakened, rules: [policyWeakened] };
}

const ruling = ({ policy }: Workspace): Ruling => ({ policy: policy.rules, overrides: policy.settings.overrides });

/** The file that says so, where it lies in the checked folder. */
function at({ policy, place: { prefix } }: Workspace, file = policy.files.at(-1)): { readonly path?: string } {
  return file !== undefined && file.startsWith(prefix) ? { path: file.slice(prefix.length) } : {};
}

function grownBaseline(judging: Workspace, own: Workspace, asked: BaselineAsked): readonly Found[] {
  const known = new Set(openBaseline(judging, asked).entries.map((entry) => keyOf(judging, entry)));
  const grown = openBaseline(own, asked).entries.filter((entry) => !known.has(keyOf(own, entry)));
  return [...group(grown, ({ path }) => path)].map(([path, all]) => {
    const rules = [...new Set(all.map(({ rule }) => rule))];
    const named = rules.length > MOST_NAMED ? [...rules.slice(0, MOST_NAMED), "…"] : rules;
    const count = all.length === 1 ? "1 entry is" : `${all.length} entries are`;
    const message = `The baseline: ${count} new for ${path === "" ? "the repository" : `"${path}"`} (${named.join(", ")}).`;
    return { rule: policyWeakened, finding: { message, ...at(own, `${own.policy.home}.agent-ci/baseline.json`) } };
  });
}
const MOST_NAMED = 5;

const keyOf = ({ policy }: Workspace, { rule, path, fingerprint }: BaselineEntry): string =>
  JSON.stringify([rule, policy.home + path, fingerprint]);

/** Comments of the change itself: those of the commit where it began are somebody else's. */
async function newComments(
  judging: Workspace,
  own: Workspace,
  found: readonly Diagnostic[],
): Promise<readonly Found[]> {
  const head = await judging.sides.head({ outline: false });
  const now = inlineOf(head, own, found).flatMap(({ suppressions }) => suppressions);
  if (now.length === 0) return [];
  const base = await before(judging);
  const known = base ? inlineOf(base, own, found).flatMap(({ suppressions }) => suppressions) : [];
  return newInline(known, now).map(({ rule, reason, shown }) => ({
    rule: policyWeakened,
    finding: {
      message: `A comment suppresses ${rule} from now on: ${reason}.`,
      ...(shown && { path: shown.path }),
      ...(shown?.at && { at: shown.at }),
    },
    ...(shown?.source && { source: shown.source }),
  }));
}

async function before(judging: Workspace): Promise<Repository | undefined> {
  const needs = { outline: false };
  const { policy, sides } = judging;
  const base = await sides.base(needs);
  return base ?? (policy.commit === undefined ? undefined : sides.at(policy.commit, needs));
}
