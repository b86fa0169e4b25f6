import { accessSync, constants, realpathSync } from "node:fs";
import { delimiter, isAbsolute, join, sep } from "node:path";

/**
 * Where a program stands on PATH, leaving out every folder inside `untrusted`: a checked-out repository
 * must not be able to bring its own `git`. Undefined where there is none.
 */
export function findProgram(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  untrusted: readonly string[],
): string | undefined {
  const real = untrusted.map(resolved);
  const extensions = process.platform === "win32" ? (env["PATHEXT"] ?? ".EXE;.CMD").split(";") : [""];
  for (const folder of (env["PATH"] ?? env["Path"] ?? "").split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    for (const extension of extensions) {
      const program = resolved(join(folder, name + extension));
      if (isExecutable(program) && !real.some((root) => program.startsWith(root + sep))) return program;
    }
  }
  return undefined;
}

function resolved(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
