import {
  type ForgeName,
  FORGE_NAMES,
  type SetupGround,
  HOOK_PROGRAMS,
  type SetupPart,
  type PlannedPart,
  STARTS,
  type Wishes,
} from "./ground.ts";
import { LEFTHOOK_FILES } from "./hooks.ts";
import { OWNERS_PLACES, ownersWhoAnswer } from "./owners.ts";
import { named, planSetup } from "./plan-setup.ts";
import { removalOf, type Planner } from "./removal.ts";
import { TEMPLATE_PLACES } from "./request-template.ts";

/** What could have been set up, one part after the other, each with the files that it may have written to. */
interface Candidate {
  readonly title: string;
  readonly paths: readonly string[];
  readonly planners: readonly Planner[];
}

/** All that was set up, or the parts of it that are named, as steps that take it back. */
export function planRemoval(ground: SetupGround, asked: Wishes | undefined): readonly PlannedPart[] {
  return candidates(ground)
    .filter(({ isMeant }) => asked === undefined || isMeant(asked))
    .map(({ title, paths, planners }) =>
      named(title, "what init wrote", takenBack(ground, { title, paths, planners })),
    );
}

function takenBack(ground: SetupGround, { paths, planners }: Candidate): SetupPart {
  const removals = [...new Set(paths)].map((path) => {
    const tried = planners.map((planner) => removalOf(ground, path, planner));
    return { path, removal: tried.find(({ how }) => how === "step") ?? tried.find(({ how }) => how === "by-hand") };
  });
  return {
    steps: removals.flatMap(({ removal }) => (removal?.how === "step" ? [removal.step] : [])),
    left: removals.flatMap(({ path, removal }) =>
      removal?.how === "by-hand"
        ? [`${path}: what init added cannot be told from the rest, and stays. Take out what speaks of agent-ci.`]
        : [],
    ),
  };
}

const NOTHING: Wishes = { forges: [], templates: [], environments: false };
const plan =
  (wishes: Partial<Wishes>): Planner =>
  (ground) =>
    planSetup(ground, { ...NOTHING, ...wishes });

/** What a pipeline may have been written with: scenarios and profiles come and go. */
const VARIANTS = [true, false].flatMap((scenarios) => [true, false].map((costs) => ({ scenarios, costs })));

function candidates(ground: SetupGround): readonly (Candidate & { readonly isMeant: (asked: Wishes) => boolean })[] {
  const forges: readonly (readonly ForgeName[])[] = [["github"], ["gitlab"], FORGE_NAMES];
  const owners = OWNERS_PLACES.flatMap((place) => ownersWhoAnswer(ground.text(place)));
  return [
    {
      title: "configuration",
      paths: ["agent-ci.yaml"],
      planners: (["short", "all-rules"] as const).flatMap((configuration) =>
        [undefined, ...STARTS].map((start) => plan({ configuration, ...(start && { start }) })),
      ),
      isMeant: ({ configuration }) => configuration !== undefined,
    },
    {
      title: "GitHub",
      paths: [".github/workflows/agent-ci.yml"],
      planners: VARIANTS.map((one) => plan({ forges: ["github"], ...one })),
      isMeant: (asked) => asked.forges.includes("github"),
    },
    {
      title: "GitLab",
      paths: [".gitlab/agent-ci.yml", ".gitlab-ci.yml"],
      planners: VARIANTS.map((one) => plan({ forges: ["gitlab"], ...one })),
      isMeant: (asked) => asked.forges.includes("gitlab"),
    },
    ...HOOK_PROGRAMS.map((hooks) => ({
      title: `hooks (${hooks})`,
      paths: {
        husky: [".husky/pre-commit", ".husky/pre-push"],
        lefthook: LEFTHOOK_FILES,
        "pre-commit": [".pre-commit-config.yaml"],
      }[hooks],
      planners: [plan({ hooks })],
      isMeant: (asked: Wishes) => asked.hooks === hooks,
    })),
    {
      title: "CODEOWNERS",
      paths: OWNERS_PLACES,
      planners: [[], owners].flatMap((who) => [[], ...forges].map((those) => plan({ owners: { who, forges: those } }))),
      isMeant: (asked) => asked.owners !== undefined,
    },
    ...FORGE_NAMES.map((forge) => ({
      title: `template (${forge})`,
      paths: TEMPLATE_PLACES[forge],
      planners: [plan({ templates: [forge] })],
      isMeant: (asked: Wishes) => asked.templates.length > 0,
    })),
    {
      title: "ignored files",
      paths: [".gitignore"],
      planners: [plan({ environments: true })],
      isMeant: ({ environments }) => environments,
    },
  ];
}
