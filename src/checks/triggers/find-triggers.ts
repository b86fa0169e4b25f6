import { artifactAt } from "../../inventory/artifact-at.ts";
import type { Offer } from "../../catalogue/offer.ts";
import { triggerCollision, triggerNotListed, triggerUndecided } from "../../catalogue/rules.ts";
import type { Seen } from "../../catalogue/seen-by.ts";
import type { Collision } from "../../catalogue/triggers/collisions.ts";
import type { Share, SkillTriggers } from "../../catalogue/triggers/judge-sets.ts";
import { percent } from "../../catalogue/triggers/needed.ts";
import type { Found } from "../../check/found.ts";
import { clientName } from "../../model/client.ts";
import { textField } from "../../model/field.ts";
import type { EngineRule, Repository } from "../../model/rule.ts";

export type SeenTriggers = SkillTriggers & { readonly seen: readonly Seen[] };

/** A skill of which it is certain that its prompts find it too seldom. */
export function unreliable(
  head: Repository,
  { skill, share }: SkillTriggers,
  target: number,
  rule: EngineRule,
): readonly Found[] {
  if (share.decision !== "fail") return [];
  const { found, asked, low, high } = share;
  const message = `${found} of ${asked} prompts find the skill among the first three, ${percent(low)}–${percent(high)} % of all; ${percent(target)} % are asked for.`;
  return [{ rule, finding: { ...placeOf(head, skill, "description"), message } }];
}

/** The same of all skills together, where it is not said of one of them already. */
export function allUnreliable(
  pooled: Share,
  skills: readonly SkillTriggers[],
  target: number,
  rule: EngineRule,
): readonly Found[] {
  if (pooled.decision !== "fail" || skills.some(({ share }) => share.decision === "fail")) return [];
  const { found, asked, low, high } = pooled;
  const message = `${found} of ${asked} prompts of all skills find theirs among the first three, ${percent(low)}–${percent(high)} %; ${percent(target)} % are asked for.`;
  return [{ rule, finding: { message } }];
}

/**
 * The clients in use whose models are not told of a skill that has prompts. Where nobody says which are in use, a
 * client that drops the file may be none of them; that the skill is kept for people was somebody's wish.
 */
export function notListed(head: Repository, { skill, seen }: SeenTriggers, inUse: readonly string[]): readonly Found[] {
  return seen
    .filter(({ client, listed, forPeople }) => !listed && (inUse.length === 0 ? forPeople : inUse.includes(client)))
    .map(({ client, because }) => ({
      rule: triggerNotListed,
      finding: {
        ...placeOf(head, skill, "name"),
        message: `${clientName(client)} does not list the skill: ${because.join(" ")}`,
      },
    }));
}

export const colliding =
  (head: Repository) =>
  ({ one, other, words }: Collision): Found => ({
    rule: triggerCollision,
    finding: {
      ...placeOf(head, one, "description"),
      message: `"${one.name}" and "${other.name}" say nearly the same: ${words.slice(0, 8).join(", ")}.`,
      related: [{ path: other.path, message: `"${other.name}" is here.` }],
    },
  });

export function undecided({ found, asked, low, high, needed, decision }: Share): readonly Found[] {
  if (decision !== "inconclusive") return [];
  const more = needed === undefined ? "" : ` ${needed} would decide.`;
  const message =
    asked === 0
      ? "There are no prompts that say which skill is meant: write evals/trigger-eval.json beside a SKILL.md."
      : `${found} of ${asked} prompts find their skill, ${percent(low)}–${percent(high)} % of all: too few to say.${more}`;
  return [{ rule: triggerUndecided, finding: { message } }];
}

function placeOf(head: Repository, offer: Offer, field: string): Pick<Found["finding"], "artifact" | "at"> {
  const artifact = artifactAt(head, offer.kind, offer.path);
  const at = artifact && textField(artifact, field)?.at;
  return { ...(artifact && { artifact }), ...(at && { at }) };
}
