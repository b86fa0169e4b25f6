import type { ArtifactOf } from "../../model/artifact.ts";
import type { Repository } from "../../model/rule.ts";
import type { Importer, Import } from "./imports.ts";
import { meantFile } from "./imports.ts";
import { type ImportStep, walkImports } from "./import-walk.ts";
import { type UnreadImport, unreadImports } from "./unread-imports.ts";
import { readsAgentsMd } from "../instruction-files.ts";
import { folderOf, layoutOf } from "../../inventory/places/layout.ts";
import { isMaterial, treeOf } from "../tree.ts";

/** An import that its client does not put in, seen from the instruction file that the client begins with. */
export interface ImportProblem {
  readonly client: Importer;
  readonly artifact: ArtifactOf<"instructions">;
  readonly entry: Import;
  readonly step: ImportStep;
}

/**
 * The imports of all instruction files that end like this, each told once,
 * at the file it stands in where that is one of them.
 */
export function* importProblems(repository: Repository, outcome: ImportStep["outcome"]): Generator<ImportProblem> {
  const told = new Set<string>();
  for (const { client, artifact } of importers(repository))
    for (const step of walkImports(treeOf(repository), client, { ...artifact.source, artifact })) {
      if (step.outcome !== outcome || (outcome === "missing" && !isMeant(repository, step))) continue;
      const key = `${client}\0${step.from.path}\0${step.import.range.start}`;
      if (!told.has(key)) yield { client, artifact, entry: step.entry, step };
      told.add(key);
    }
}

/**
 * Whether an import certainly means a file. One such as `@docs/a.json` could be a package as well: it is none where
 * `docs` is a folder there.
 */
function isMeant(repository: Repository, { to, import: { written } }: ImportStep): boolean {
  if (meantFile(written) !== undefined) return true;
  const folder = to === undefined ? "" : folderOf(to);
  return folder !== "" && SCOPED_FILE.test(written) && layoutOf(repository).has(folder);
}
const SCOPED_FILE = /^[\w.-]+\/[\w./-]+\.(?:ya?ml|jsonc?|toml|sh|py)$/;

/** The files that instructions bring in, with all that those bring in. */
export function* importedFiles(repository: Repository): Generator<string> {
  for (const { client, artifact } of importers(repository))
    for (const { file } of walkImports(treeOf(repository), client, { ...artifact.source, artifact }))
      if (file) yield file.path;
}

function* importers(repository: Repository): Generator<Pick<ImportProblem, "client" | "artifact">> {
  for (const artifact of repository.of("instructions")) {
    if (!artifact.source.text.includes("@") || isMaterial(repository, artifact.path)) continue;
    const name = artifact.path.slice(artifact.path.lastIndexOf("/") + 1);
    if (name === "GEMINI.md") yield { client: "gemini-cli", artifact };
    else if (name === "CLAUDE.md" || name === "CLAUDE.local.md") yield { client: "claude-code", artifact };
    else if (name === "AGENTS.md" && readsAgentsMd(repository, folderOf(artifact.path)))
      yield { client: "claude-code", artifact };
  }
}

/** The imports of Claude Code's instruction files that are not read although their files are there. */
export function* unreadImportsOf(
  repository: Repository,
): Generator<UnreadImport & { readonly artifact: ArtifactOf<"instructions"> }> {
  for (const { client, artifact } of importers(repository))
    if (client === "claude-code")
      for (const unread of unreadImports(treeOf(repository), artifact.path, artifact.source.text))
        yield { ...unread, artifact };
}
