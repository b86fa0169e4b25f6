import { basename, dirname, resolve } from "node:path";
import { findConfig, namedConfig, type FoundConfig } from "../host/files/find-config.ts";
import { pathBelow, type Place } from "../host/files/place.ts";
import { diskTree, type FileTree } from "../host/files/tree.ts";
import type { World } from "./world.ts";

/** Where a tree has its policy. */
export interface PolicyPlace {
  readonly tree: FileTree;
  readonly found: FoundConfig;
  readonly home: string;
}

export const BASELINE_FILE = ".agent-ci/baseline.json";
/** What agents are held to. */
const SCENARIOS = "scenarios";

/** Finds the policy of a tree for a folder. A configuration that was named may lie outside the repository. */
export function findPolicy(
  world: World,
  { top, prefix }: Place,
  named: string | undefined,
  tree: FileTree,
): PolicyPlace {
  const path = named === undefined ? undefined : pathBelow(world.cwd, named, top);
  if (named !== undefined && path === undefined) {
    const file = resolve(world.cwd, named);
    return { tree, found: namedConfig(diskTree(dirname(file)), basename(file)), home: "" };
  }
  const found = path === undefined ? findConfig(tree, prefix) : namedConfig(tree, path);
  return { tree, found, home: found.file === undefined ? "" : found.folder };
}

/** A tree that has no configuration, no baseline and no scenarios has never said how it wants to be judged. */
export const hasPolicy = ({ tree, found, home }: PolicyPlace): boolean =>
  found.file !== undefined || tree.isFile(home + BASELINE_FILE) || tree.folders(home.slice(0, -1)).includes(SCENARIOS);
