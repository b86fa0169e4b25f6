import { importProblems } from "../../context/imports/import-problems.ts";
import { meantFile } from "../../context/imports/imports.ts";
import { takeInventory } from "../../inventory/take-inventory.ts";
import type { Kind } from "../../model/artifact.ts";
import type { Options, PlacedFinding, Repository, RepositoryRule } from "../../model/rule.ts";
import { locationOf } from "../../model/source.ts";
import { agentSkillMissing } from "../../rules/agent/skill-missing.ts";
import { contextImportMissing } from "../../rules/context/import-missing.ts";
import { hooksScriptMissing } from "../../rules/hooks/script-missing.ts";
import { linkMissing } from "../../rules/link/missing.ts";
import { marketplaceSourceExists } from "../../rules/marketplace/source-exists.ts";
import { pluginPathExists } from "../../rules/plugin/path-exists.ts";
import { skillAgentMissing } from "../../rules/skill/agent-missing.ts";
import { teamAgentMissing } from "../../rules/team/agent-missing.ts";
import { teamReferenceMissing } from "../../rules/team/reference-missing.ts";
import type { ReleaseContents } from "./release.ts";
import { releaseFiles } from "./release-files.ts";

/** The rules that follow what one file says of another, in the order in which they are asked. */
const FOLLOWING: readonly RepositoryRule[] = [
  contextImportMissing,
  linkMissing,
  hooksScriptMissing,
  pluginPathExists,
  marketplaceSourceExists,
  agentSkillMissing,
  skillAgentMissing,
  teamAgentMissing,
  teamReferenceMissing,
];

/** What a policy says of rules, by their ids: a severity, or that and options. */
export type SaidOfRules = Readonly<Record<string, string | { readonly severity?: string; readonly options?: Options }>>;

/** A reference that leads to nothing in a release. */
export interface Unresolved {
  readonly rule: string;
  /** Of the file that it stands in. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** A release, read as a repository that holds nothing else. `kindOf`: what the policy says that a file is. */
export const inventoryOfRelease = async (
  contents: ReleaseContents,
  kindOf?: (path: string) => Kind | undefined,
): Promise<Repository> =>
  takeInventory(releaseFiles(contents), { ignored: () => false, ...(kindOf && { kindOf }) }, { outline: true });

/**
 * Imports, links, paths of hooks and plugins, and names of agents and skills that lead to nothing in a release. Of a
 * release counts what rules follow in any repository: what they are told to let through is let through here as well.
 */
export function unresolvedReferences(release: Repository, said: SaidOfRules = {}): readonly Unresolved[] {
  const found = FOLLOWING.flatMap((rule) => {
    const word = said[rule.id];
    const own = typeof word === "string" ? { severity: word } : word;
    if (own?.severity === "off") return [];
    const findings = rule.check(release, { ...rule.options, ...(own && "options" in own && own.options) });
    return [...findings].map((finding) => placed(rule.id, finding));
  });
  const outside = [...importProblems(release, "outside")].flatMap(({ artifact, entry, step }) =>
    meantFile(step.import.written) === undefined
      ? [] // `@/components` of a program, `@someone`
      : [
          placed(contextImportMissing.id, {
            artifact,
            at: entry.range,
            message: `The import of "${step.import.written}" leaves the release: whoever gets it has another file there, or none.`,
          }),
        ],
  );
  return [...found, ...outside];
}

function placed(rule: string, { artifact, path = artifact?.path ?? "", at, message }: PlacedFinding): Unresolved {
  const line = artifact && at ? locationOf(artifact.source, at).line : 1;
  return { rule, path, line, message };
}
