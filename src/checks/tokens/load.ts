import { countArtifacts } from "../../check/measure.ts";
import { type ClientContext, pluginContexts, projectContext } from "../../context/client-context.ts";
import { skillsInNoSet } from "../../context/install-sets.ts";
import type { Reader } from "../../context/instruction-files.ts";
import { viewFolders } from "../../context/folders/views.ts";
import { openVendorCount } from "../../host/network/vendor-count.ts";
import type { Repository } from "../../model/rule.ts";
import { UsageError } from "../../model/usage-error.ts";
import { countContexts, type CountedContext } from "../../tokens/count-context.ts";
import { countFiles, readFiles } from "../../tokens/count-files.ts";
import { measureContexts, measureFiles } from "../../tokens/measure.ts";
import { countExactly } from "../../tokens/exact.ts";
import { mergeMeasurements } from "../../tokens/merge-measurements.ts";
import { proposeBudgets } from "../../tokens/propose-budgets.ts";
import { showLoads } from "../../tokens/show-load.ts";
import type { Check } from "../../judging/evidence.ts";
import { readersOf } from "../../workspace/readers-in-use.ts";
import { judgeSides } from "./judge-sides.ts";
import { openWorkspaceCounter } from "../../workspace/open-counter.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** Which view of the tokens somebody asked for; nothing: all of them, in sums. */
export interface TokenView {
  readonly client?: Reader;
  /** Relative to the checked folder. */
  readonly cwd?: string;
  /** What is loaded, one by one. */
  readonly tree?: boolean;
  /** Claude's clients by Anthropic's own count. */
  readonly exact?: boolean;
  /** Where there is room to draw: the first client in use is shown in full, unless another is asked for. */
  readonly drawn?: boolean;
}

/**
 * Everything that can be counted, and budgets:
 * each file, and what each client loads in each folder and with each plugin.
 */
export const tokenLoad =
  (shown: TokenView): Check =>
  async (world, workspace) => {
    // Only what is lost of a file asks for its headings, and only where it is shown.
    const outline = [shown.tree, shown.drawn, shown.client, shown.cwd].some(
      (asked) => asked !== undefined && asked !== false,
    );
    const repository = await workspace.sides.head({ outline });
    const base = await workspace.sides.base({ outline: false });
    const { counter, save } = openWorkspaceCounter(world, workspace);
    const { settings } = workspace.policy;
    const { selects } = workspace.place;
    const judged = await judgeSides(workspace, repository, base, counter);
    const estimated = await countContexts(wantedContexts(repository, workspace, shown), counter);
    const vendor = shown.exact === true ? openVendorCount(world.env, settings.models) : undefined;
    const contexts = vendor ? await countExactly(estimated, vendor) : estimated;
    const files = await countFiles(
      readFiles(repository).filter(({ path }) => selects(path)),
      counter,
    );
    save();
    const artifacts = repository.artifacts.filter(({ path }) => selects(path));
    // One view is asked about what is in it.
    const whole = shown.client === undefined && shown.cwd === undefined;
    const load = showLoads(counter.encoding, contexts, inFull(contexts, shown), {
      ...(vendor && { model: vendor.model }),
      ...(whole && { waiting: skillsInNoSet(repository, readersOf(workspace)).length }),
    });
    return {
      ...judged,
      measurements: mergeMeasurements(
        judged.measurements,
        measureContexts(contexts),
        measureFiles(files, counter.encoding),
      ),
      sections: [...judged.sections, load],
      checked: countArtifacts(artifacts),
    };
  };

/** Budgets that today's numbers keep, as YAML; undefined where nothing is counted. */
export const proposedBudgets = async (...where: Parameters<Check>): Promise<string | undefined> =>
  proposeBudgets((await tokenLoad({})(...where)).measurements ?? []);

/** Which contexts are shown with all that they load. */
function inFull(contexts: readonly CountedContext[], shown: TokenView): readonly CountedContext[] {
  if (shown.client !== undefined) return contexts;
  const projects = contexts.filter(({ plugin }) => plugin === undefined);
  if (shown.tree === true || shown.cwd !== undefined) return projects;
  const [first] = projects;
  if (shown.drawn !== true || !first) return [];
  const others = contexts
    .filter((one) => one.client === first.client && one !== first)
    .toSorted((a, b) => sizeOf(b) - sizeOf(a));
  return [first, ...others.slice(0, MOST_DRAWN - 1)];
}

const sizeOf = ({ parts }: CountedContext): number => parts.reduce((sum, { tokens }) => sum + tokens, 0);

/** A map of more is one that nobody reads: the largest are what somebody looks for. */
const MOST_DRAWN = 12;

function wantedContexts(repository: Repository, workspace: Workspace, shown: TokenView): readonly ClientContext[] {
  const clients = shown.client === undefined ? readersOf(workspace) : [shown.client];
  const cwd = shown.cwd === undefined ? undefined : folderNamed(repository, shown.cwd);
  return clients.flatMap((client) => [
    ...(cwd === undefined ? viewFolders(repository, client) : [cwd]).map((folder) =>
      projectContext(repository, client, folder),
    ),
    ...(cwd === undefined ? pluginContexts(repository, client) : []),
  ]);
}

function folderNamed(repository: Repository, cwd: string): string {
  const folder = cwd.replace(/^(?:\.\/)+/, "").replace(/(?<!\/)\/+$/, "");
  if (folder === "" || folder === ".") return "";
  if (repository.paths.some(({ path }) => path.startsWith(`${folder}/`))) return folder;
  throw new UsageError(`--cwd: there is no folder "${cwd}" with files in the checked folder.`);
}
