import type { Found } from "../../check/found.ts";
import type { Repository } from "../../model/rule.ts";
import { UsageError } from "../../model/usage-error.ts";
import { type Selection, selectScenarios } from "../../rehearsal/scenarios/select-scenarios.ts";
import type { Scenario } from "../../rehearsal/scenarios/scenario.ts";
import { pageUrl } from "../../report/tool.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { isMeant } from "./is-meant.ts";
import { scenariosOf } from "./scenarios-of.ts";
import { namedFiles } from "./triggers/named-files.ts";

/** Which scenarios somebody wants, and how they run. */
export interface ScenariosAsked extends Selection {
  /** Instead of what each scenario says. */
  readonly repeat?: number;
  /** Teams take turns, whatever their scenario says. */
  readonly sequential?: boolean;
  /** The turns of one run of a team are played again. */
  readonly seed?: number;
  readonly allowJavascript: boolean;
}

export interface ChosenScenarios {
  /** Those of the judging side, and those of them that are meant here. */
  readonly all: readonly Scenario[];
  readonly part: readonly Scenario[];
  readonly invalid: readonly Found[];
  /** How many files of scenarios were looked at. */
  readonly files: number;
}

/** Faults that are told where somebody names a scenario that cannot be read: it is most likely one of these. */
const MOST_UNREAD = 5;

/** The scenarios that somebody named, or all. Throws UsageError where there is none, or where they may not run so. */
export async function chosenScenarios(
  workspace: Workspace,
  asked: ScenariosAsked,
  head: Repository,
  side: Repository,
): Promise<ChosenScenarios> {
  const expanding = await expandingFor(workspace, head, side);
  const { scenarios: read, invalid, files } = scenariosOf(side, expanding);
  const headFiles = side === head ? files : scenariosOf(head).files;
  if (files.length === 0 && headFiles.length === 0)
    throw new UsageError(
      `There is no scenario: write one to \`scenarios/<name>.yaml\`. ${pageUrl("dry-run")} shows how.`,
    );
  const all = read.map((one) => askedFor(one, asked));
  const { wanted, part } = selectScenarios(all, asked, isMeant);
  if (wanted.length === 0 && all.length > 0 && (asked.scenarios || asked.tags) && !workspace.own)
    throw new UsageError([
      `No scenario is meant. There are: ${all
        .slice(0, 20)
        .map(({ id }) => id)
        .join(", ")}.${invalid.length === 0 ? "" : " Others cannot be read: `agent-ci check` says why."}`,
      ...invalid.slice(0, MOST_UNREAD).map(({ finding }) => `${finding.artifact?.path ?? ""}: ${finding.message}`),
    ]);
  refuseCode(part, asked);
  if (asked.seed !== undefined && part.length > 0 && part.every(({ kind }) => kind !== "team"))
    throw new UsageError("--seed: no team is meant, and nobody else takes turns. Name one with --scenario.");
  return { all, part, invalid, files: headFiles.length || files.length };
}

/** What scenarios of triggers need of the checked side: the files that skills name, for which every tree is read. */
async function expandingFor(workspace: Workspace, head: Repository, side: Repository) {
  if (!side.of("scenario").some(({ source }) => source.text.includes("triggers"))) return { head };
  return { head, files: namedFiles(await workspace.sides.head({ outline: true })) };
}

/** A scenario as often, and in such turns, as somebody asks for. */
function askedFor(one: Scenario, { repeat = one.repeat, sequential = false, seed }: ScenariosAsked): Scenario {
  if (one.kind !== "team") return { ...one, repeat };
  if (seed !== undefined) return { ...one, sequential: true, seed, repeat: 1 };
  return { ...one, repeat, sequential: one.sequential || sequential };
}

function refuseCode(scenarios: readonly Scenario[], { allowJavascript }: ScenariosAsked): void {
  const first = scenarios.find(({ expect }) => expect.some(({ type }) => type === "javascript"));
  if (!first || allowJavascript) return;
  throw new UsageError(
    `${first.path} expects by \`javascript\`, which is code of the repository. It is run, shut in, with --allow-javascript only.`,
  );
}
