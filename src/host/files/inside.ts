import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { type End, resolver } from "./resolve-links.ts";

/**
 * Whether a path is a folder or lies in it: by names, so both have to be real ones. `/repo-evil` does not lie in
 * `/repo`. Everything that reads, writes or starts what lies on this machine asks here.
 */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * Where a path below a folder ends, links followed. Nothing need be there; nothing outside of the folder is looked at.
 * `straight`: folders below it that are no links, with a slash at their end.
 */
export const followInside = (root: string, path: string, straight: ReadonlySet<string> = NONE): End =>
  isAbsolute(path)
    ? { ok: false, why: "outside" }
    : resolver(
        (one) => !straight.has(`${one}/`) && isLink(join(root, one)),
        (one) => linkOf(join(root, one)),
      )(posix(path));

const NONE: ReadonlySet<string> = new Set();

/** A path behind all links, spelled as the disk has it; what is not there counts from the closest folder that is. */
export function realPlace(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realPlace(above), basename(path));
  }
}

export const posix = (path: string): string => path.split(sep).join("/");

export function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch {
    return false; // it cannot be reached: whoever opens it is told why
  }
}

function linkOf(path: string): string | undefined {
  try {
    const target = readlinkSync(path);
    return isAbsolute(target) ? "/" : posix(target);
  } catch {
    return undefined;
  }
}
