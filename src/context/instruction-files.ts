import { artifactAt } from "../inventory/artifact-at.ts";
import { claudeCodeFacts } from "../clients/claude-code.ts";
import { codexFacts } from "../clients/codex.ts";
import { copilotFacts } from "../clients/copilot.ts";
import { cursorFacts } from "../clients/cursor.ts";
import { geminiCliFacts } from "../clients/gemini-cli.ts";
import { valueAt } from "../model/data.ts";
import type { Repository } from "../model/rule.ts";
import { foldersDownTo, joinPath, treeOf, type ClientTree } from "./tree.ts";

/** The clients whose chain of instruction files is known. */
export const READERS = ["claude-code", "codex", "copilot", "cursor", "gemini-cli"] as const;
export type Reader = (typeof READERS)[number];

type Find = (tree: ClientTree, folders: readonly string[], repository: Repository) => readonly string[];

/**
 * The instruction files that a client loads by itself when it works in a folder, in the order in which it puts them.
 */
export function instructionFiles(repository: Repository, client: Reader, folder: string): readonly string[] {
  return FINDERS[client](treeOf(repository), foldersDownTo(folder), repository);
}

/** Whether Claude Code reads AGENTS.md in a folder: none of its own files lies there or above. */
export function readsAgentsMd(repository: Repository, folder: string): boolean {
  const tree = treeOf(repository);
  return foldersDownTo(folder).every((one) => all(tree, one, claudeCodeFacts.instructionNames.value).length === 0);
}

const FINDERS: Readonly<Record<Reader, Find>> = {
  "claude-code": (tree, folders) => {
    const own = folders.flatMap((folder) => all(tree, folder, claudeCodeFacts.instructionNames.value));
    return own.length > 0 ? own : folders.flatMap((folder) => all(tree, folder, claudeCodeFacts.fallbackNames.value));
  },
  codex: (tree, folders, repository) => {
    const names = [
      ...codexFacts.instructionNames.value,
      ...texts(repository, ".codex/config.toml", "project_doc_fallback_filenames"),
    ];
    return folders.flatMap((folder) => all(tree, folder, names).slice(0, 1));
  },
  copilot: (tree, folders) => [
    ...all(tree, "", copilotFacts.instructionNames.value),
    ...folders.flatMap((folder) => all(tree, folder, copilotFacts.nestedNames.value)).slice(-1),
    ...all(tree, "", copilotFacts.rootNames.value),
  ],
  cursor: (tree, folders) => folders.flatMap((folder) => all(tree, folder, cursorFacts.instructionNames.value)),
  "gemini-cli": (tree, folders, repository) => {
    const names = texts(repository, ".gemini/settings.json", "context", "fileName");
    return folders.flatMap((folder) =>
      all(tree, folder, names.length > 0 ? names : geminiCliFacts.instructionNames.value),
    );
  },
};

function all(tree: ClientTree, folder: string, names: readonly string[]): readonly string[] {
  return names.map((name) => joinPath(folder, name)).filter((path) => tree.has(path));
}

/** A text, or a list of texts, of the checked folder's own settings. */
function texts(repository: Repository, path: string, ...keys: readonly string[]): readonly string[] {
  const settings = artifactAt(repository, "settings", path);
  const value = valueAt(settings?.data, ...keys);
  const items = value?.kind === "list" ? value.items : value ? [value] : [];
  return items.flatMap((item) => (item.kind === "string" && item.value !== "" ? [item.value] : []));
}

/** How many bytes of instructions Codex reads here, as the checked folder's own settings have it. */
export function codexLimit(repository: Repository): number {
  const settings = artifactAt(repository, "settings", ".codex/config.toml");
  const value = valueAt(settings?.data, "project_doc_max_bytes");
  return value?.kind === "number" ? value.value : codexFacts.instructionBytes.value;
}
