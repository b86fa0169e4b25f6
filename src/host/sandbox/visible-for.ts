import { dirname, sep } from "node:path";
import { isInside, realPlace } from "../files/inside.ts";

/** Folders that hold more than programs: of such a one only the file itself is shown. */
const SHARED = new Set(["/", "/home", "/root", "/tmp", "/opt", "/usr", "/var"]);

/**
 * What a program needs to read of the folders that nobody sees in a sandbox: the link that it is called by, the file
 * behind it, and the installation around that. Of a package of npm this is the folder above the outermost
 * `node_modules`, of which the Node in it is part where a version manager put it there.
 */
export function visibleFor(program: string, home: string): readonly string[] {
  const real = realPlace(program);
  const around = installationOf(real);
  const isPrivate = SHARED.has(around) || isInside(around, home);
  return [...new Set([program, isPrivate ? real : around])];
}

function installationOf(file: string): string {
  const parts = file.split(sep);
  const modules = parts.indexOf("node_modules");
  if (modules === -1) return dirname(file);
  const above = parts.slice(0, modules);
  // <prefix>/lib/node_modules is npm's folder for all, and its programs stand in <prefix>/bin.
  return (above.at(-1) === "lib" ? above.slice(0, -1) : above).join(sep) || sep;
}
