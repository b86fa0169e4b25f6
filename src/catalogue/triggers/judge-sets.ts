import { type Interval, wilson } from "../../statistics/wilson.ts";
import type { Offer } from "../offer.ts";
import type { Hit, SearchIndex } from "../search-index.ts";
import { decide, type ShareVerdict, trialsNeeded } from "./needed.ts";
import type { TriggerPrompt, TriggerSet } from "./trigger-set.ts";

/** Whoever is behind so many others is not chosen. */
const PLACES = 3;
/** Of each prompt so many hits are looked at. */
const SEARCHED = 20;

/** What a prompt found. */
export interface Answered extends TriggerPrompt {
  /** Whether the skill is among the first. */
  readonly found: boolean;
  /** The place of the skill, from 1; undefined where it is far behind, or has no word of it. */
  readonly place?: number;
  /** The score of the skill beside that of the best other one: above 1 it is in front. */
  readonly margin?: number;
  /** The best of the others. */
  readonly rival?: Offer;
  /** The words that find the skill. */
  readonly words: readonly string[];
  /** Whether one of them stands in its description. */
  readonly byDescription: boolean;
}

/** What the prompts of one skill say of it. */
export interface SkillTriggers {
  readonly skill: Offer;
  readonly sets: readonly TriggerSet[];
  readonly answered: readonly (Answered & { readonly set: TriggerSet })[];
  readonly share: Share;
  /** Whether every prompt that finds it does so by the name alone. */
  readonly byNameOnly: boolean;
}

/** How many of the prompts that are the skill's own find it, and what that says. */
export interface Share extends Interval {
  readonly found: number;
  readonly asked: number;
  readonly decision: ShareVerdict;
  /** So many prompts would decide. */
  readonly needed?: number;
}

/** Judges each skill that has prompts, and all of them together. */
export function judgeSets(
  index: SearchIndex,
  sets: readonly TriggerSet[],
  target: number,
): { readonly skills: readonly SkillTriggers[]; readonly pooled: Share } {
  const paths = [...new Set(sets.map(({ skill }) => skill.path))].toSorted();
  const skills = paths.flatMap((path): readonly SkillTriggers[] => {
    const own = sets.filter(({ skill }) => skill.path === path);
    const skill = own[0]?.skill;
    if (!skill) return [];
    const answered = own.flatMap((set) =>
      set.prompts.map((one) => ({ set, ...answerOf(one, skill, index.search(one.prompt, SEARCHED)) })),
    );
    const found = answered.filter((one) => one.wanted && one.found);
    const byNameOnly = found.length > 0 && found.every((one) => !one.byDescription);
    return [{ skill, sets: own, answered, share: shareOf(answered, target), byNameOnly }];
  });
  return {
    skills,
    pooled: shareOf(
      skills.flatMap(({ answered }) => answered),
      target,
    ),
  };
}

function answerOf(one: TriggerPrompt, skill: Offer, hits: readonly Hit[]): Answered {
  const isOwn = ({ offer }: Hit): boolean => offer.name === skill.name && offer.kind === skill.kind;
  const own = hits.find(isOwn);
  const others = hits.filter((hit) => !isOwn(hit));
  const ahead = new Set(others.flatMap(({ offer, score }) => (own && score > own.score ? [offer.name] : [])));
  const [rival] = others;
  return {
    ...one,
    found: own !== undefined && ahead.size < PLACES,
    words: own?.words ?? [],
    byDescription: own?.byDescription ?? false,
    ...(own && { place: ahead.size + 1 }),
    ...(own && rival && { margin: own.score / rival.score }),
    ...(rival && { rival: rival.offer }),
  };
}

function shareOf(answered: readonly Answered[], target: number): Share {
  const wanted = answered.filter((one) => one.wanted);
  const found = wanted.filter((one) => one.found).length;
  const needed = wanted.length === 0 ? undefined : trialsNeeded(found, wanted.length, target);
  return {
    found,
    asked: wanted.length,
    ...wilson(found, wanted.length),
    decision: decide(found, wanted.length, target),
    ...(needed !== undefined && { needed }),
  };
}
