import { finite, integer, list, Mismatch, object, oneOf, optional, type Read, shortText } from "../model/read-value.ts";
import type { Section } from "../model/report.ts";
import type { SectionKind, ViewBlock } from "../model/view.ts";
import type { Collision } from "./triggers/collisions.ts";
import type { Share, SkillTriggers } from "./triggers/judge-sets.ts";
import { percent, type ShareVerdict } from "./triggers/needed.ts";
import type { Seen } from "./seen-by.ts";

/** How prompts find skills, for who writes descriptions. */
interface Triggers {
  readonly target: number;
  readonly pooled: Share;
  readonly skills: readonly ShownSkill[];
  readonly collisions: readonly {
    readonly one: string;
    readonly other: string;
    readonly likeness: number;
    readonly words: readonly string[];
  }[];
}
interface ShownSkill {
  readonly name: string;
  readonly path: string;
  readonly share: Share;
  readonly byNameOnly: boolean;
  readonly notListed: readonly { readonly client: string; readonly because: string }[];
  readonly prompts: readonly ShownPrompt[];
}
interface ShownPrompt {
  readonly prompt: string;
  readonly wanted: boolean;
  readonly found: boolean;
  readonly place?: number;
  readonly margin?: number;
  readonly rival?: string;
  readonly words: readonly string[];
}

const MOST_SKILLS = 500;
const MOST_PROMPTS = 200;
const MOST_COLLISIONS = 100;
const LONGEST = 300;

export function triggersSection(
  target: number,
  pooled: Share,
  skills: readonly (SkillTriggers & { readonly seen: readonly Seen[] })[],
  collisions: readonly Collision[],
): Section {
  const data: Triggers = {
    target,
    pooled,
    skills: skills.slice(0, MOST_SKILLS).map(({ skill, share, byNameOnly, answered, seen }) => ({
      name: skill.name,
      path: skill.path,
      share,
      byNameOnly,
      notListed: seen.flatMap(({ client, listed, because }) =>
        listed ? [] : [{ client, because: because.join(" ") }],
      ),
      prompts: answered.slice(0, MOST_PROMPTS).map(({ prompt, wanted, found, place, margin, rival, words }) => ({
        prompt: prompt.slice(0, LONGEST),
        wanted,
        found,
        words,
        ...(place !== undefined && { place }),
        ...(margin !== undefined && { margin }),
        ...(rival && { rival: rival.name }),
      })),
    })),
    collisions: collisions
      .slice(0, MOST_COLLISIONS)
      .map(({ one, other, likeness, words }) => ({ one: one.name, other: other.name, likeness, words })),
  };
  return { kind: "triggers", version: 1, data };
}

const DECISIONS = ["pass", "fail", "inconclusive"] as const satisfies readonly ShareVerdict[];
const flag: Read<boolean> = (value, at) => {
  if (typeof value !== "boolean") throw new Mismatch(`${at} is not true or false.`);
  return value;
};
const short = shortText(LONGEST);
const share: Read<Share> = (value, at) => ({
  ...object({ found: integer(0), asked: integer(0), low: finite, high: finite, decision: oneOf(DECISIONS) })(value, at),
  ...optional({ needed: integer(0) })(value, at),
});
const prompt: Read<ShownPrompt> = (value, at) => ({
  ...object({ prompt: short, wanted: flag, found: flag, words: list(short) })(value, at),
  ...optional({ place: integer(1), margin: finite, rival: short })(value, at),
});
const triggers: Read<Triggers> = object({
  target: finite,
  pooled: share,
  skills: list(
    object({
      name: short,
      path: short,
      share,
      byNameOnly: flag,
      notListed: list(object({ client: short, because: short })),
      prompts: list(prompt),
    }),
  ),
  collisions: list(object({ one: short, other: short, likeness: finite, words: list(short) })),
});

export const triggersKind: SectionKind = {
  kind: "triggers",
  version: 1,
  view: (data) => {
    const { target, pooled, skills, collisions } = triggers(data, "");
    if (skills.length === 0 && collisions.length === 0) return { title: "Triggers", blocks: [] };
    return {
      title: "Triggers",
      leads: true,
      blocks: [
        ...(skills.length === 0 ? [] : [skillTable(skills), { lines: [sumUp(pooled, target)] }]),
        ...notListedBlocks(skills),
        ...skills.flatMap(strayBlocks),
        ...(collisions.length === 0 ? [] : [collisionTable(collisions)]),
      ],
    };
  },
};

/** `All together: 18 of 20 prompts find their skill, 70–97 %; 90 % are asked for: inconclusive.` */
function sumUp({ found, asked, low, high, decision, needed }: Share, target: number): string {
  const more = decision === "inconclusive" && needed !== undefined ? ` ${needed} prompts would decide.` : "";
  return `All together: ${found} of ${asked} prompts find their skill, ${percent(low)}–${percent(high)} %; ${percent(target)} % are asked for: ${decision}.${more}`;
}

function skillTable(skills: readonly ShownSkill[]): ViewBlock {
  return {
    columns: [
      { title: "Skill" },
      { title: "Found", align: "right" },
      { title: "95 %", align: "right" },
      { title: "By the words" },
      { title: "" },
    ],
    rows: skills.map(
      ({ name, share: { found, asked, low, high, decision, needed }, byNameOnly, notListed, prompts }) => [
        name,
        `${found} of ${asked}`,
        `${percent(low)}–${percent(high)} %`,
        decidingWords(prompts).join(", "),
        [
          decision === "inconclusive" && needed !== undefined
            ? `inconclusive: ${needed} prompts would decide`
            : decision,
          ...(byNameOnly ? ["by its name only"] : []),
          ...notListed.map(({ client }) => `not listed by ${client}`),
        ].join("; "),
      ],
    ),
  };
}

const MOST_WORDS = 6;

/** The words by which prompts find their skill, those of most prompts first. */
function decidingWords(prompts: readonly ShownPrompt[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { wanted, found, words } of prompts)
    for (const word of wanted && found ? new Set(words.map((one) => one.toLowerCase())) : [])
      counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .flatMap(([word], at) => (at < MOST_WORDS ? word : []));
}

/** In which client no prompt can find a skill, and why. */
function notListedBlocks(skills: readonly ShownSkill[]): readonly ViewBlock[] {
  const rows = skills.flatMap(({ name, notListed }) => notListed.map(({ client, because }) => [name, client, because]));
  return rows.length === 0 ? [] : [{ columns: [{ title: "Skill" }, { title: "Not listed by" }, { title: "" }], rows }];
}

/** The prompts that went another way than they should. That a prompt for others finds a skill is only a hint. */
function strayBlocks({ name, prompts }: ShownSkill): readonly ViewBlock[] {
  const stray = prompts.filter(({ wanted, found, place }) => (wanted ? !found : place === 1));
  if (stray.length === 0) return [];
  return [
    {
      columns: [
        { title: `Prompts of ${name} that went astray` },
        { title: "Place", align: "right" },
        { title: "First" },
      ],
      rows: stray.map((one) => [
        one.wanted ? one.prompt : `${one.prompt} (meant for others)`,
        one.place === undefined ? "-" : String(one.place),
        one.place === 1 ? name : (one.rival ?? "nothing"),
      ]),
    },
  ];
}

const collisionTable = (collisions: Triggers["collisions"]): ViewBlock => ({
  columns: [{ title: "Nearly alike" }, { title: "" }, { title: "Words of both" }],
  rows: collisions.map(({ one, other, words }) => [one, other, words.slice(0, 12).join(", ")]),
});
