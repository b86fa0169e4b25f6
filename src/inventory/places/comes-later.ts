import type { Layout } from "./layout.ts";

/**
 * Folders of what a build makes or an installation brings; unless the repository lists files in one, git ignores it.
 */
const GENERATED =
  /(?:^|\/)(?:node_modules|dist|build|out|target|coverage|\.?venv|_build|_site|\.cache|\.next|tmp|temp)(?=\/)/;
/** Files that each person has for himself. */
const PERSONAL = /(?:^|\/)(?:\.env(?:\.[\w-]+)?|[^/]+\.local\.[a-z]+)$/;

/**
 * Whether what a path leads to may be there all the same where an agent works: built, installed, somebody's own, or in
 * a submodule that is not checked out here.
 */
export function comesLater(layout: Layout, path: string): boolean {
  if (PERSONAL.test(path)) return true;
  const generated = GENERATED.exec(path);
  if (generated && isEmpty(layout, path.slice(0, generated.index + generated[0].length))) return true;
  return isInSubmodule(layout, path);
}

/** Whether a path lies in a submodule that is not checked out here. */
export function isInSubmodule(layout: Layout, path: string): boolean {
  return layout.submodules().some((folder) => path.startsWith(`${folder}/`) && isEmpty(layout, folder));
}

const isEmpty = (layout: Layout, folder: string): boolean => layout.below(folder).length === 0;
