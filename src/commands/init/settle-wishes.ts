import { FORGE_NAMES, type ForgeName, HOOK_PROGRAMS, STARTS, type Wishes } from "../../setup/ground.ts";
import { type Today, waysIn } from "../../setup/ways-in.ts";
import type { World } from "../../workspace/world.ts";
import type { Survey } from "./survey-ground.ts";

const SCENARIOS = "a job for scenarios";
const MORE = ["agent-ci.yaml", SCENARIOS, "CODEOWNERS", "templates for requests", "environments"] as const;

/** What the flags say: each part by its own. Undefined where none names a part. */
export function wishedByFlags(values: FlagValues, suggested: Survey["suggested"]): Wishes | undefined {
  const named = FORGE_NAMES.filter((forge) => values[forge] === true);
  const meant = named.length > 0 ? named : suggested.forges;
  const forges = values.scenarios === true ? meant : named;
  const wishes: Wishes = {
    forges,
    templates: values.templates === true ? meant : [],
    environments: values.environments === true,
    ...(values.scenarios === true && { scenarios: true }),
    ...(values["all-rules"] === true && { configuration: "all-rules" as const }),
    ...(values.hooks !== undefined && { hooks: values.hooks }),
    ...(values.owner !== undefined && { owners: { who: values.owner, forges: meant } }),
    ...(values.start !== undefined && { start: values.start }),
  };
  const names = [
    "github",
    "gitlab",
    "scenarios",
    "hooks",
    "owner",
    "templates",
    "environments",
    "all-rules",
    "start",
  ] as const;
  return names.some((name) => values[name] !== undefined) ? wishes : undefined;
}

export interface FlagValues {
  readonly github?: boolean;
  readonly gitlab?: boolean;
  readonly scenarios?: boolean;
  readonly templates?: boolean;
  readonly environments?: boolean;
  readonly "all-rules"?: boolean;
  readonly hooks?: (typeof HOOK_PROGRAMS)[number];
  readonly owner?: readonly string[];
  readonly start?: (typeof STARTS)[number];
}

/** What a run without flags sets up where nobody is asked: a configuration, and what the repository speaks of. */
export const suggestedWishes = ({ forges, hooks }: Survey["suggested"]): Wishes => ({
  configuration: "short",
  forges,
  templates: [],
  environments: false,
  ...(hooks && { hooks }),
});

/**
 * What whoever sits at the terminal wants. Each part is a question, with what the repository suggests as its answer.
 */
export async function askedWishes(
  ask: NonNullable<World["ask"]>,
  { suggested, ground }: Survey,
  today: Today | undefined,
): Promise<Wishes> {
  const forges = among(FORGE_NAMES, await ask.several("Which pipelines?", FORGE_NAMES, suggested.forges));
  const program = await ask.one(
    "Which program calls the hooks?",
    [...HOOK_PROGRAMS, "none"],
    suggested.hooks ?? "none",
  );
  const more = among(
    MORE,
    await ask.several("What else?", MORE, ["agent-ci.yaml", ...(ground.scenarios ? [SCENARIOS] : [])]),
  );
  const start = today && (await askStart(ask, today));
  const hooks = HOOK_PROGRAMS.find((one) => one === program);
  const meant: readonly ForgeName[] = forges.length > 0 ? forges : suggested.forges;
  return {
    ...(more.includes("agent-ci.yaml") && { configuration: "short" as const }),
    forges,
    scenarios: more.includes(SCENARIOS),
    ...(hooks && { hooks }),
    ...(more.includes("CODEOWNERS") && { owners: { who: [], forges: meant } }),
    templates: more.includes("templates for requests") ? meant : [],
    environments: more.includes("environments"),
    ...(start && { start }),
  };
}

async function askStart(ask: NonNullable<World["ask"]>, today: Today): Promise<Wishes["start"]> {
  const lines = waysIn(today).map(({ start, meaning }) => `${start}: ${meaning}`);
  const [first] = lines;
  if (first === undefined) return undefined;
  const answer = await ask.one("How does this repository begin with what is found today?", lines, first);
  return STARTS.find((one) => answer.startsWith(`${one}:`));
}

const among = <T extends string>(known: readonly T[], chosen: readonly string[]): readonly T[] =>
  known.filter((one) => chosen.includes(one));
