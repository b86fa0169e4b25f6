import { catalogueOf, type Offer } from "../../../catalogue/offer.ts";
import { seenBy } from "../../../catalogue/seen-by.ts";
import { triggerSets } from "../../../catalogue/triggers/trigger-sets.ts";
import { layoutOf } from "../../../inventory/places/layout.ts";
import { clientName } from "../../../model/client.ts";
import type { Repository } from "../../../model/rule.ts";
import { adapters } from "../../../rehearsal/adapters/adapters.ts";
import type { AgentScenario, TriggersScenario } from "../../../rehearsal/scenarios/scenario.ts";
import { triggerCases } from "../../../rehearsal/triggers/trigger-case.ts";

/** The cases of a scenario of triggers, and what is wrong with it, a sentence each. */
export interface ExpandedTriggers {
  readonly cases: readonly AgentScenario[];
  readonly problems: readonly string[];
}

/** What it is expanded by: prompts are policy, skills are what is checked. */
export interface TriggerSides {
  readonly side: Repository;
  readonly head: Repository;
  /** Files that a skill names, from the checked folder. */
  readonly files: (skill: Offer) => readonly string[];
}

/** A case for the prompts of each skill that is meant, lies in the workspace, and is listed by the client. */
export function expandTriggers(written: TriggersScenario, { side, head, files }: TriggerSides): ExpandedTriggers {
  const within = inWorkspace(written);
  const sets = triggerSets(side, catalogueOf(head));
  const offers = new Map(sets.map(({ skill }) => [skill.path, skill]));
  const prompts = (path: string): readonly string[] =>
    sets.filter(({ skill }) => skill.path === path).flatMap((set) => set.prompts.flatMap(wantedPrompt));
  const all = [...offers.values()].filter(({ path }) => within(path) !== undefined && prompts(path).length > 0);
  const problems: string[] = [];
  const cases: AgentScenario[] = [];
  const meant = written.skills.length === 0 ? all : all.filter(({ name }) => written.skills.includes(name));
  for (const name of written.skills)
    if (!meant.some((one) => one.name === name))
      problems.push(
        `No skill "${name}" of the workspace has prompts that want it: write evals/trigger-eval.json beside its SKILL.md.`,
      );
  for (const skill of meant) {
    const hidden = whyNotListed(head, written, skill);
    if (hidden === undefined)
      cases.push(
        ...triggerCases(written, {
          name: skill.name,
          path: within(skill.path) ?? "",
          ...pluginOf(head, skill, within),
          prompts: prompts(skill.path),
          files: files(skill).flatMap((path) => within(path) ?? []),
        }),
      );
    else if (written.skills.length > 0 || meant.length === 1) problems.push(hidden);
  }
  if (cases.length === 0 && problems.length === 0)
    problems.push(
      all.length === 0
        ? "No skill of the workspace has prompts that want it: write evals/trigger-eval.json beside a SKILL.md."
        : `${written.adapter} lists none of the skills that have prompts.`,
    );
  return { cases, problems };
}

const wantedPrompt = ({ prompt, wanted }: { readonly prompt: string; readonly wanted: boolean }): readonly string[] =>
  wanted ? [prompt] : [];

/** A path of the checked folder as the workspace has it; undefined where it lies outside. */
function inWorkspace({ workspace: { folder } }: TriggersScenario): (path: string) => string | undefined {
  if (folder === undefined) return () => undefined;
  const below = folder === "" ? "" : `${folder}/`;
  return (path) => (path.startsWith(below) ? path.slice(below.length) : undefined);
}

/** Why the client does not tell its model of a skill; of a program of one's own nobody knows. */
function whyNotListed(head: Repository, { adapter }: TriggersScenario, skill: Offer): string | undefined {
  const { client } = { client: undefined, ...adapters[adapter] };
  if (client === undefined) return undefined;
  const seen = seenBy(head, skill).find((one) => one.client === client);
  if (seen?.listed) return undefined;
  const because = seen ? seen.because.join(" ") : "It lies where the client does not look for skills.";
  return `${clientName(client)} does not list the skill "${skill.name}": ${because}`;
}

const OF_PLUGIN = /^(.*?)\/?\bskills\/[^/]+\/SKILL\.md$/;

/** The plugin of a skill, where its client has to be told of that; a folder with `skills/` in it is one to it. */
function pluginOf(
  head: Repository,
  { path }: Offer,
  within: (path: string) => string | undefined,
): { readonly plugin?: string } {
  const root = /(?:^|\/)\.\w+\//.test(path) ? undefined : (layoutOf(head).pluginOf(path) ?? OF_PLUGIN.exec(path)?.[1]);
  const plugin = root === undefined ? undefined : within(`${root}${root === "" ? "" : "/"}`);
  return plugin === undefined ? {} : { plugin: plugin.replace(/\/$/, "") };
}
