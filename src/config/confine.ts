import { posix } from "node:path";
import { isGitName } from "../model/git-name.ts";

export type Confined = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly why: string };

/**
 * Resolves a path that a configuration names against a folder (POSIX, relative to the root) which it must not leave.
 */
export function confine(folder: string, path: string): Confined {
  // A drive letter counts as a scheme: no path of a repository begins with either.
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) return { ok: false, why: "is a URL or has a drive letter" };
  if (path.includes("\\")) return { ok: false, why: "has a backslash" };
  if (path.startsWith("/")) return { ok: false, why: "is absolute" };
  if (path.includes("\0")) return { ok: false, why: "has a NUL character" };
  const resolved = posix.join(folder, path);
  if (resolved.split("/").some(isGitName)) return { ok: false, why: "lies in `.git`" };
  if (resolved === ".." || resolved.startsWith("../"))
    return { ok: false, why: "leaves the configuration's root folder" };
  return { ok: true, path: resolved };
}
