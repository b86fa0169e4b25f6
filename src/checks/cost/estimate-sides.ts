import { type ClientContext, projectContext } from "../../context/client-context.ts";
import type { Loaded } from "../../context/loaded.ts";
import { findPrices, type OpenBook } from "../../cost/book/find-prices.ts";
import { rateEach } from "../../cost/book/rate-each.ts";
import type { Reader } from "../../context/instruction-files.ts";
import {
  type CapturedPrefix,
  type Estimate,
  estimateWork,
  type LoadedWork,
  type PrefixPart,
} from "../../cost/estimate/estimate.ts";
import { tokensFactor } from "../../cost/estimate/tokens-factor.ts";
import { toolPrompt } from "../../cost/estimate/tool-prompt.ts";
import type { Workload } from "../../cost/profile/profile.ts";
import { textField } from "../../model/field.ts";
import type { Repository } from "../../model/rule.ts";
import type { Counter } from "../../tokens/counter.ts";

/** One side: its files, how its agents are used, and which model stands for which. */
export interface CostedSide {
  readonly repository: Repository;
  readonly workloads: readonly Workload[];
  readonly models: Readonly<Record<string, string>>;
  /** What clients were seen to send. */
  readonly captured?: ReadonlyMap<Reader, CapturedPrefix> | undefined;
}

/** What each workload of a side costs. */
export async function estimateSide(side: CostedSide, open: OpenBook, counter: Counter): Promise<readonly Estimate[]> {
  const rate = rateEach(open);
  return (await loadWorks(side, open, counter)).map((work) => estimateWork(work, open, rate));
}

/** What the configuration puts on every request of each workload. The texts of a side are counted together. */
export async function loadWorks(side: CostedSide, open: OpenBook, counter: Counter): Promise<readonly LoadedWork[]> {
  const contextOf = openContexts(side);
  const seenOf = ({ client, agent }: Workload): CapturedPrefix | undefined =>
    agent === undefined ? side.captured?.get(client) : undefined;
  const loads = side.workloads.map((load) => ({
    load,
    loaded: loadedBy(load, contextOf(load)).filter((one) => !seenOf(load) || one.when !== "always"),
  }));
  const counts = await counter.count(loads.flatMap(({ loaded }) => loaded.map(({ text }) => text)));
  let at = 0;
  return loads.map(({ load, loaded }) => {
    const parts = loaded.map(({ path }): PrefixPart => ({ path, tokens: counts[at++] ?? 0 }));
    const model = modelOf(load, side, contextOf(load));
    const { prices } = findPrices(open, model);
    const added = toolPrompt(prices, load.toolChoice);
    const captured = seenOf(load);
    const missing = missingOf(load, contextOf(load));
    const whole = captured ? [...capturedParts(captured, load), ...parts] : parts;
    return {
      load,
      model,
      parts: joined(whole),
      factor: tokensFactor(prices),
      added,
      ...(captured && { capturedBy: captured.by }),
      ...(missing.length > 0 && { missing }),
    };
  });
}

/** What a client loads where a workload works. Many work in one folder. */
export function openContexts({ repository }: Pick<CostedSide, "repository">): (load: Workload) => readonly Loaded[] {
  const seen = new Map<string, ClientContext["loaded"]>();
  return ({ client, folder }) => {
    const key = `${client}\0${folder}`;
    const loaded = seen.get(key) ?? projectContext(repository, client, folder).loaded;
    seen.set(key, loaded);
    return loaded;
  };
}

/** What somebody says of the client's own prompt wins over what was seen of it. */
const capturedParts = ({ by, files, own }: CapturedPrefix, load: Workload): readonly PrefixPart[] =>
  load.own === undefined ? [{ path: `(${by} itself)`, tokens: own }, ...files] : files;

/**
 * What is sent with every request. A run's skills are there from when they are loaded, and counted as if from the
 * first. A subagent begins with its own file, and without the lists of its caller.
 */
function loadedBy({ skills, agent }: Workload, loaded: readonly Loaded[]): readonly Loaded[] {
  if (agent !== undefined) return loaded.filter((one) => one.kind === "agent" && nameOf(one) === agent);
  return loaded.filter((one) => one.when === "always" || (one.kind === "skill" && skills.includes(nameOf(one) ?? "")));
}

/** A skill of another repository, or one whose name is not spelled like that. */
function missingOf({ skills }: Workload, loaded: readonly Loaded[]): readonly string[] {
  const names = new Set(loaded.flatMap((one) => (one.kind === "skill" ? (nameOf(one) ?? []) : [])));
  return skills.filter((skill) => !names.has(skill));
}

function nameOf({ artifact, path }: Loaded): string | undefined {
  if (artifact?.kind !== "skill" && artifact?.kind !== "agent") return undefined;
  const parts = path.split("/");
  const file = artifact.kind === "skill" ? parts.at(-2) : parts.at(-1)?.replace(/\.md$/, "");
  return textField(artifact, "name")?.value ?? file;
}

/** Overrides last: `model-overrides.yaml` says what stands for a model, by whatever name it is used. */
export function modelOf(load: Workload, { repository, models }: CostedSide, loaded: readonly Loaded[]): string {
  const own = load.agent === undefined ? undefined : ownModel(load, repository, loadedBy(load, loaded));
  const named = (own === undefined || own === "inherit" ? load.model : own) ?? "";
  return Object.hasOwn(models, named) ? (models[named] ?? named) : named;
}

/**
 * What a subagent's file says. Of several of its name it is one in the folder that the workload works in, else the one
 * nearest to the top: a file that nobody loads, far below, must not make the bill smaller.
 */
function ownModel({ agent = "", folder }: Workload, repository: Repository, loaded: readonly Loaded[]) {
  const files = loaded.flatMap(({ artifact }) => (artifact?.kind === "agent" ? [artifact] : []));
  const named = repository.of("agent").filter((one) => textField(one, "name")?.value === agent);
  const far = (path: string): number => (folder !== "" && path.startsWith(`${folder}/`) ? 0 : path.split("/").length);
  const [file] = (files.length > 0 ? files : named).toSorted((one, other) => far(one.path) - far(other.path));
  return file && textField(file, "model")?.value;
}

/** A file that is loaded in several parts is one. */
function joined(parts: readonly PrefixPart[]): readonly PrefixPart[] {
  const sums = new Map<string, number>();
  for (const { path, tokens } of parts) sums.set(path, (sums.get(path) ?? 0) + tokens);
  return [...sums].map(([path, tokens]) => ({ path, tokens }));
}
