import { installClient } from "../clients/install-client.ts";
import { pythonProgram } from "../clients/recipes.ts";
import type { Program } from "./measure.ts";

/** The largest of the neighbours, which is run beside. It is no part of any test. */
const AGNIX = pythonProgram({ name: "agnix", version: "0.59.3", verify: { args: ["--version"], prints: "0.59.3" } });

/** Installs agnix into the cache outside the clone; says so where it cannot be had, and leaves it out. */
export async function openAgnix(): Promise<((cwd: string) => Program) | undefined> {
  const outcome = await installClient(AGNIX);
  if (outcome.kind === "failed") {
    console.log(`agnix ${AGNIX.version} is left out: ${outcome.reason}`);
    return undefined;
  }
  const { path } = outcome.installed;
  return (cwd) => ({
    name: `agnix ${AGNIX.version}`,
    program: path,
    args: ["--format", "json", "--max-files", "1000000"],
    cwd,
  });
}
