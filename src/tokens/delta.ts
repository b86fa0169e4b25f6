import { type ClientContext, pluginContexts, projectContext } from "../context/client-context.ts";
import type { Reader } from "../context/instruction-files.ts";
import { viewFolders } from "../context/folders/views.ts";
import type { Measurement } from "../model/measurement.ts";
import type { Section } from "../model/report.ts";
import type { Repository } from "../model/rule.ts";
import { countContexts, total } from "./count-context.ts";
import { type TextFile, readFiles } from "./count-files.ts";
import type { Counter } from "./counter.ts";
import { estimate } from "./estimate.ts";
import { labelsOf } from "./measure.ts";
import type { ChangedFile, ChangedLoad, TokenDelta } from "./delta-view.ts";

/** What a change makes of the tokens: per client that loads something else with every request, and per file. */
export interface Delta {
  readonly section: Section;
  /** With the base's value beside the head's. */
  readonly measurements: readonly Measurement[];
}

/** Compares both sides with one counter, and counts only what differs. */
export async function compareTokens(
  head: Repository,
  base: Repository,
  clients: readonly Reader[],
  counter: Counter,
): Promise<Delta> {
  const pairs = clients.flatMap((client) => changedContexts(head, base, client));
  const before = await countContexts(
    pairs.map((pair) => pair.before),
    counter,
    (when) => when === "always",
  );
  const after = await countContexts(
    pairs.map((pair) => pair.after),
    counter,
    (when) => when === "always",
  );
  const loads = after.map((context, index): ChangedLoad => {
    const { client, folder, plugin } = context;
    const old = before[index];
    return {
      client,
      folder,
      ...(plugin !== undefined && { plugin }),
      before: estimate(client, old ? total(old, "always") : 0),
      after: estimate(client, total(context, "always")),
    };
  });
  const data: TokenDelta = { encoding: counter.encoding, loads, files: await changedFiles(head, base, counter) };
  return {
    section: { kind: "token-delta", version: 1, data },
    measurements: after.map((context, index) => {
      const { after: amount, before: old } = loads[index] ?? { after: { value: 0 }, before: { value: 0 } };
      return { metric: "tokens", unit: "tokens", labels: labelsOf(context, "always"), ...amount, base: old.value };
    }),
  };
}

interface Pair {
  readonly before: ClientContext;
  readonly after: ClientContext;
}

/**
 * The views of a client that differ in what is always loaded; one that is there on one side only has an empty other.
 */
function changedContexts(head: Repository, base: Repository, client: Reader): readonly Pair[] {
  const folders = new Set([...viewFolders(head, client), ...viewFolders(base, client)]);
  const projects = [...folders].sort().map((folder) => ({
    before: projectContext(base, client, folder),
    after: projectContext(head, client, folder),
  }));
  const old = new Map(pluginContexts(base, client).map((context) => [context.plugin, context]));
  const own = new Map(pluginContexts(head, client).map((context) => [context.plugin, context]));
  const plugins = [...new Set([...own.keys(), ...old.keys()])].map((plugin) => {
    const empty = { client, folder: "", ...(plugin !== undefined && { plugin }), loaded: [] };
    return { before: old.get(plugin) ?? empty, after: own.get(plugin) ?? empty };
  });
  return [...projects, ...plugins].filter(({ before, after }) => always(before) !== always(after));
}

const always = ({ loaded }: ClientContext): string =>
  loaded.flatMap(({ when, text }) => (when === "always" ? [text] : [])).join("\0");

async function changedFiles(head: Repository, base: Repository, counter: Counter): Promise<readonly ChangedFile[]> {
  const [own, old] = [byPath(head), byPath(base)];
  const paths = [...new Set([...own.keys(), ...old.keys()])].sort();
  const changed = paths.filter((path) => own.get(path)?.text !== old.get(path)?.text);
  const before = await counter.count(changed.map((path) => old.get(path)?.text ?? ""));
  const after = await counter.count(changed.map((path) => own.get(path)?.text ?? ""));
  return changed.map((path, index) => ({
    path,
    kind: (own.get(path) ?? old.get(path))?.class ?? "",
    change: !old.has(path) ? "added" : own.has(path) ? "changed" : "removed",
    before: before[index] ?? 0,
    after: after[index] ?? 0,
  }));
}

const byPath = (repository: Repository): ReadonlyMap<string, TextFile> =>
  new Map(readFiles(repository).map((file) => [file.path, file]));
