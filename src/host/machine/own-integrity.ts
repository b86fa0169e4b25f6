import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * What npm recorded of the package that runs, `sha512-…`, if npm installed it at this version: it keeps a lock file
 * beside the packages of a folder. Undefined where nothing of that is there. `bundle`: the folder of the program's
 * files.
 */
export function ownIntegrity(version: string, bundle = import.meta.dirname): string | undefined {
  for (let at = bundle; at !== dirname(at); at = dirname(at)) {
    if (basename(at) !== "node_modules") continue;
    const own = recorded(join(at, ".package-lock.json"));
    return own?.version === version && /^sha512-[\w+/]{86}==$/.test(own.integrity ?? "") ? own.integrity : undefined;
  }
  return undefined;
}

function recorded(file: string): { readonly version?: string; readonly integrity?: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages?.["node_modules/agent-ci"];
  } catch {
    return undefined;
  }
}
