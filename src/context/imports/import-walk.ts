import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { type Import, type Importer, importsIn, importTarget, meantFile, readPaths } from "./imports.ts";
import { type LoadedText, type ClientTree } from "../tree.ts";

/** One import that was met on the way from a file, with what became of it. */
export interface ImportStep {
  readonly from: LoadedText;
  readonly import: Import;
  /** The import in the file the walk began with through which this one was reached. */
  readonly entry: Import;
  readonly depth: number;
  readonly to: string | undefined;
  /**
   * `unread`: its file is there, and punctuation keeps the client from finding it; `outside`: it leaves the checked
   * folder, or leads to a file that git ignores.
   */
  readonly outcome: "loaded" | "missing" | "unread" | "circular" | "too-deep" | "outside";
  readonly file?: LoadedText;
}

export const IMPORT_DEPTH: Readonly<Record<Importer, number>> = {
  "claude-code": claudeCodeFacts.importDepth.value,
  "gemini-cli": geminiCliFacts.importDepth.value,
};

/** Files that are read on the way at the most: imports that fan out could otherwise be followed forever. */
const MOST_STEPS = 2000;

/** Follows the imports of a file in the order in which the client puts their texts in. */
export function walkImports(tree: ClientTree, client: Importer, start: LoadedText): readonly ImportStep[] {
  const steps: ImportStep[] = [];
  const loaded = new Set([start.path]);
  const follow = (from: LoadedText, way: readonly string[], entry: Import | undefined): void => {
    for (const one of importsIn(from.text, client)) {
      if (steps.length >= MOST_STEPS) return;
      const to = destination(tree, from.path, one.written, client);
      const read = client !== "claude-code" || to === undefined || isRead(from.path, one.written, to);
      const file = to === undefined ? undefined : tree.at(to);
      const depth = way.length;
      const shared = { from, import: one, entry: entry ?? one, depth, to };
      if (to === undefined || (!file && tree.isIgnored(to))) steps.push({ ...shared, outcome: "outside" });
      else if (!file) steps.push({ ...shared, outcome: "missing" });
      else if (!read) steps.push({ ...shared, outcome: "unread", file });
      else if (way.includes(file.path)) steps.push({ ...shared, outcome: "circular", file });
      else if (depth > IMPORT_DEPTH[client]) steps.push({ ...shared, outcome: "too-deep", file });
      else if (!loaded.has(file.path)) {
        loaded.add(file.path);
        steps.push({ ...shared, outcome: "loaded", file });
        follow(file, [...way, file.path], entry ?? one);
      }
    }
  };
  follow(start, [start.path], undefined);
  return steps;
}

/** What stands behind the `@`, or that without the punctuation of the sentence where only this leads to a file. */
function destination(tree: ClientTree, from: string, written: string, client: Importer): string | undefined {
  const paths = client === "claude-code" ? readPaths(written) : [written];
  const exact = paths.map((path) => importTarget(from, path)).find((path) => path !== undefined && tree.has(path));
  return exact ?? importTarget(from, meantFile(written) ?? written);
}

/** Whether Claude Code itself comes to a file by what is written: punctuation of the sentence is part of the path. */
const isRead = (from: string, written: string, to: string): boolean =>
  readPaths(written).some((path) => importTarget(from, path) === to);
