import { channelMarketplace, sameVersions } from "../../../rollout/release/channel-marketplace.ts";
import type { Git } from "../../git/git.ts";
import { SUFFIXES } from "./channels.ts";
import type { Showing } from "./git-deploying.ts";
import { writeFileTree } from "./objects.ts";

/**
 * Branches that show a marketplace each, whose plugins are pinned to a commit of the branch of releases. Three
 * marketplaces, and not three entries of one: Codex refuses an entry that is not called as its plugin is.
 */
export function marketplaceShowing(git: Git, file: string, branch: string, url: string): Showing {
  return {
    treeOf: async (channel, release, commit) => {
      const at = { url, ref: `${branch}-releases`, sha: commit };
      const made = channelMarketplace(release, file, SUFFIXES[channel], at);
      if (!made.ok) throw new Error(made.faults.join("\n"));
      return writeFileTree(git, [{ path: file, bytes: Buffer.from(made.value), executable: false }]);
    },
    faultsBetween: (before, after) => sameVersions(before, after, file),
  };
}
