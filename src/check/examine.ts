import { group } from "../model/group.ts";
import { loadSyntaxes } from "../inventory/load-syntaxes.ts";
import { locate } from "../inventory/locate.ts";
import { parse } from "../inventory/parse.ts";
import { textReader } from "../inventory/read-text.ts";
import type { Artifact, ArtifactOf, Kind } from "../model/artifact.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Files, Listed, Progress } from "../model/ports.ts";
import type { Repository, Rule } from "../model/rule.ts";
import { diagnose, running } from "./diagnose.ts";
import type { RulePolicy } from "./policy.ts";

export interface Scope {
  /** Leaves a path out of everything. */
  readonly ignored: (path: string) => boolean;
  /** The way from the repository's top to the checked folder, with a slash at its end. */
  readonly prefix?: string;
  readonly progress?: Progress;
}
export interface Examined {
  readonly repository: Repository;
  readonly diagnostics: readonly Diagnostic[];
  /** The rules that ran, for the report. */
  readonly rules: readonly Rule[];
}

/** Files → located → artifacts → diagnostics. `base` is the other side of a difference: without it, no rule of scope `change` runs. */
export async function examine(
  files: Files,
  scope: Scope,
  rules: readonly Rule[],
  policy: RulePolicy,
  base?: Files,
): Promise<Examined> {
  const ran = running(rules, policy).filter(({ scope: sees }) => sees !== "change" || base);
  const needs = { outline: ran.some(({ outline }) => outline) };
  const head = await takeInventory(files, scope, needs);
  const { progress: _, ...same } = scope;
  const evidence = base ? { head, base: await takeInventory(base, same, needs) } : { head };
  return { repository: head, rules: ran, diagnostics: diagnose(evidence, ran, policy) };
}

/** Files → located → artifacts. `outline` loads the Markdown parser for rules that ask for a tree. */
export async function takeInventory(
  files: Files,
  { ignored, prefix, progress }: Scope,
  needs: { readonly outline: boolean },
): Promise<Repository> {
  const listed = files.list().filter(({ path }) => !ignored(path));
  const located = locate(listed, prefix);
  files.prepare?.(located.map(({ path, file = path }) => file));
  const syntaxes = await loadSyntaxes(located, needs);
  return repositoryOf(
    files,
    listed,
    located.map((one, index) => {
      progress?.(index, located.length);
      return parse(one, files.read(one.file ?? one.path), syntaxes);
    }),
  );
}

function repositoryOf(files: Files, paths: readonly Listed[], artifacts: readonly Artifact[]): Repository {
  const byKind = group(artifacts, ({ kind }) => kind);
  return {
    artifacts,
    of: <K extends Kind>(...kinds: readonly K[]) =>
      kinds.flatMap((kind) =>
        (byKind.get(kind) ?? []).filter((one): one is ArtifactOf<K> & Artifact => one.kind === kind),
      ),
    entry: files.entry,
    paths,
    text: textReader(files),
  };
}
