import { claudeCodeFacts } from "../clients/claude-code.ts";
import type { Repository } from "../model/rule.ts";
import { codePoints } from "./fields.ts";
import { walkImports } from "./imports/import-walk.ts";
import { codexLimit, instructionFiles, type Reader } from "./instruction-files.ts";
import { type LoadedText, treeOf } from "./tree.ts";

/** One text of a chain, and how much of it the client hands to the model. */
interface Part extends LoadedText {
  readonly characters: number;
  /** Bytes that reach the model; less than `bytes` where the client cuts. */
  readonly read: number;
  /** The file whose import brought this one in. */
  readonly importedBy?: string;
}
export interface Chain {
  readonly client: Reader;
  readonly folder: string;
  /** In the order in which the client reads them: where it cuts, the last ones lose first. */
  readonly parts: readonly Part[];
  readonly bytes: number;
  /** Bytes of the whole chain; absent where the client has no such bound. */
  readonly limit?: number;
}

/** What a client loads as instructions when it works in a folder: its files, their imports, and where it cuts. */
export function instructionChain(repository: Repository, client: Reader, folder: string): Chain {
  const tree = treeOf(repository);
  const files = instructionFiles(repository, client, folder).flatMap((path) => tree.at(path) ?? []);
  const texts =
    client === "claude-code" || client === "gemini-cli"
      ? files.flatMap((file) => withImports(repository, client, file))
      : files;
  const limit = client === "codex" ? codexLimit(repository) : undefined;
  const parts = cut(once(texts.filter(({ text }) => text.trim() !== "")), client, limit);
  return { client, folder, parts, bytes: sum(parts), ...(limit !== undefined && { limit }) };
}

type Found = LoadedText & Pick<Part, "importedBy">;

function withImports(repository: Repository, client: "claude-code" | "gemini-cli", file: LoadedText): readonly Found[] {
  const imported = walkImports(treeOf(repository), client, file).flatMap((step): Found[] =>
    step.outcome === "loaded" && step.file ? [{ ...step.file, importedBy: step.from.path }] : [],
  );
  return [file, ...imported];
}

/** Each text once: a file that is reached twice, by a link or by two imports, is read once. */
function once(texts: readonly Found[]): readonly Found[] {
  const seen = new Set<string>();
  return texts.filter(({ path }) => !seen.has(path) && seen.add(path));
}

function cut(texts: readonly Found[], client: Reader, limit: number | undefined): readonly Part[] {
  let left = limit ?? Infinity;
  return texts.map((one) => {
    const skipped = client === "claude-code" && one.bytes > claudeCodeFacts.instructionBytes.value;
    const read = skipped ? 0 : Math.min(one.bytes, left);
    left -= read;
    return { ...one, characters: codePoints(one.text), read };
  });
}

const sum = (parts: readonly Part[]): number => parts.reduce((all, { bytes }) => all + bytes, 0);
