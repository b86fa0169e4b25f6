import { UsageError } from "../../model/usage-error.ts";
import { commitOf, type Git } from "../git/git.ts";
import type { StateRef } from "./state-ref.ts";

/** The branch in this repository alone: git locks its reference while it compares and writes. */
export function localRef(git: Git, branch: string): StateRef {
  const ref = `refs/heads/${branch}`;
  const tip = async (): Promise<string | null> => (await commitOf(git, ref)) ?? null;
  return {
    name: branch,
    tip,
    doubt: async () => undefined,
    move: async (before, after) => {
      const moved = await git.run(["update-ref", "--no-deref", ref, after, before ?? "0".repeat(after.length)]);
      if (moved.ok) return "written";
      if ((await tip()) !== before) return "lost";
      throw new UsageError(`${branch} cannot be written: ${moved.reason}`);
    },
  };
}
