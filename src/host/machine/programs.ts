import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { isInside, realPlace } from "../files/inside.ts";

type Env = Readonly<Record<string, string | undefined>>;

const searched = (env: Env): readonly string[] =>
  (env["PATH"] ?? env["Path"] ?? "").split(delimiter).filter(isAbsolute);
const isInAny = (roots: readonly string[], path: string): boolean => roots.some((root) => isInside(root, path));

/** PATH for programs that start others, without the folders that lie in an untrusted one or are relative. */
export function trustedPath(env: Env, untrusted: readonly string[]): string {
  const roots = untrusted.map(realPlace);
  return searched(env)
    .filter((folder) => !isInAny(roots, realPlace(folder)))
    .join(delimiter);
}

/**
 * Where a program stands on PATH, leaving out every folder inside `untrusted`: a checked-out repository
 * must not be able to bring its own `git`. Undefined where there is none.
 */
export function findProgram(name: string, env: Env, untrusted: readonly string[]): string | undefined {
  const real = untrusted.map(realPlace);
  const extensions = process.platform === "win32" ? (env["PATHEXT"] ?? ".EXE;.CMD").split(";") : [""];
  for (const folder of searched(env)) {
    for (const extension of extensions) {
      const program = realPlace(join(folder, name + extension));
      if (isExecutable(program) && !isInAny(real, program)) return program;
    }
  }
  return undefined;
}

/** A program that somebody named, by its own name behind all links. */
export function programAt(
  path: string,
  untrusted: readonly string[],
): { readonly ok: true; readonly program: string } | { readonly ok: false; readonly why: string } {
  const program = realPlace(path);
  if (isInAny(untrusted.map(realPlace), program))
    return { ok: false, why: "lies in the repository, and nothing of it is started: copy it elsewhere" };
  const isFile = statSync(program, { throwIfNoEntry: false })?.isFile() === true;
  if (!isFile) return { ok: false, why: "is no file" };
  return isExecutable(program) ? { ok: true, program } : { ok: false, why: "may not be executed: chmod +x" };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
