import type { ArtifactLocation, SarifRun } from "./read-sarif.ts";

/** The checked folder, as paths of other tools can be turned into its own. */
export interface CheckedFolder {
  /** Where it really is: absolute, POSIX, without a slash at its end. */
  readonly root: string;
  /** From the repository's top: empty, or with a slash at its end. */
  readonly prefix: string;
  readonly isFile: (path: string) => boolean;
}

/** A path of the checked folder, or the address of what lies outside of it. */
export type Where = { readonly path: string } | { readonly outside: string };

const MOST_BASES = 10;

/** Where a result is; undefined where its location names no file. */
export function resultPlace(
  run: SarifRun,
  given: ArtifactLocation | undefined,
  ground: CheckedFolder,
): Where | undefined {
  const listed = given?.index === undefined ? undefined : run.artifacts?.[given.index]?.location;
  const location = given?.uri === undefined ? listed : given;
  if (location?.uri === undefined) return undefined;
  const uri = based(run, location);
  const path = decoded(uri);
  // A tool on Windows may write its own separators; elsewhere they may be part of a name.
  const written = path === undefined || ground.isFile(path) ? path : path.replaceAll("\\", "/");
  const own = written === undefined ? undefined : inside(written, ground);
  return own === undefined ? { outside: uri } : { path: own };
}

/** The uri behind all of its bases; a base that the run leaves open is the repository's top. */
function based({ originalUriBaseIds = {} }: SarifRun, location: ArtifactLocation): string {
  let { uri = "", uriBaseId } = location;
  for (let hop = 0; hop < MOST_BASES && uriBaseId !== undefined && !SCHEME.test(uri); hop += 1) {
    const base = Object.hasOwn(originalUriBaseIds, uriBaseId) ? originalUriBaseIds[uriBaseId] : undefined;
    uri = base?.uri === undefined ? uri : `${base.uri.replace(/\/?$/, "/")}${uri}`;
    uriBaseId = base?.uriBaseId;
  }
  return uri;
}

const SCHEME = /^[a-z][a-z0-9+.-]+:/i;

/** Absolute, or relative to the repository's top; undefined for what is no path. */
function decoded(uri: string): string | undefined {
  const file = /^file:(?:\/\/(?:localhost)?)?(?=\/)/i.exec(uri)?.[0];
  if (file === undefined && SCHEME.test(uri)) return undefined;
  try {
    const path = decodeURIComponent(uri.slice(file?.length ?? 0).replace(/[?#].*$/s, ""));
    // A drive stands behind a slash in an address, and without one in a path.
    return path.includes("\0") ? undefined : path.replace(/^\/(?=[a-z]:\/)/i, "");
  } catch {
    return undefined;
  }
}

function inside(path: string, { root, prefix, isFile }: CheckedFolder): string | undefined {
  if (path.startsWith("/") || /^[a-z]:\//i.test(path)) {
    const clean = resolved(path);
    return clean?.startsWith(`${root}/`) ? clean.slice(root.length + 1) : undefined;
  }
  const clean = resolved(path);
  if (clean === undefined || clean === "") return undefined;
  const fromTop = clean.startsWith(prefix) ? clean.slice(prefix.length) : undefined;
  // A tool that was started in the folder counts from there.
  return (fromTop === undefined || !isFile(fromTop)) && isFile(clean) ? clean : fromTop;
}

/** Without `.` and `..`; undefined where it leads above its beginning. */
function resolved(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return `${path.startsWith("/") ? "/" : ""}${parts.join("/")}`;
}
