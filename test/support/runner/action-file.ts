import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** As much of an action.yml as running it takes; the grammar itself is checked by the contract tests with GitHub's parser. */
export interface ActionFile {
  readonly inputs?: Readonly<
    Record<string, { readonly default?: unknown; readonly deprecationMessage?: string } | null>
  >;
  readonly outputs?: Readonly<Record<string, { readonly value?: string } | null>>;
  readonly runs: NodeRuns | CompositeRuns;
}
export interface NodeRuns {
  readonly using: "node24";
  readonly main: string;
}
export interface CompositeRuns {
  readonly using: "composite";
  readonly steps: readonly CompositeStep[];
}
export interface CompositeStep {
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly "working-directory"?: string;
}

/** Reads `action.yml`, else `action.yaml`, of a folder; throws on what a current runner refuses or this one cannot play. */
export function readActionFile(folder: string): ActionFile {
  const path = ["action.yml", "action.yaml"].map((name) => join(folder, name)).find((one) => existsSync(one));
  if (path === undefined) throw new Error(`Can't find 'action.yml' or 'action.yaml' under '${folder}'.`);
  const file: ActionFile = parse(readFileSync(path, "utf8"));
  const { runs } = file;
  if (runs.using !== "node24" && runs.using !== "composite")
    throw new Error(`'using: ${String(runs["using"])}' is not played.`);
  if ("pre" in runs || "post" in runs) throw new Error("'pre' and 'post' are not played by this runner.");
  if (runs.using === "node24" && !existsSync(join(folder, runs.main)))
    throw new Error(`File not found: '${runs.main}'`);
  return file;
}
