import { isGitName } from "../../model/git-name.ts";

const LONGEST_CHAIN = 40;
/** Linux takes no longer ones (PATH_MAX), other systems shorter ones; each part of a path is asked for by itself. */
const LONGEST_PATH = 4096;

/** Why a path ends nowhere below the top. */
export type Astray = "outside" | "circle" | "git" | "unreadable" | "too-long";

/** Where a path ends once every symbolic link on its way is followed; the top is the empty path. */
export type End = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly why: Astray };

/**
 * Follows symbolic links as a system would, by what stands in each link and not by what is there: a link that leads out
 * of the top does so on every machine, whether something lies at its end or not.
 * Paths are POSIX and count from the top.
 */
export function resolver(
  isLink: (path: string) => boolean,
  target: (link: string) => string | undefined,
): (path: string) => End {
  return (path) => {
    if (path.startsWith("/") || path.includes("\0")) return { ok: false, why: "outside" };
    if (path.length > LONGEST_PATH) return { ok: false, why: "too-long" };
    const left = path.split("/").toReversed();
    let at = "";
    let links = 0;
    for (let part = left.pop(); part !== undefined; part = left.pop()) {
      if (part === "" || part === ".") continue;
      if (part === "..") {
        if (at === "") return { ok: false, why: "outside" };
        at = at.slice(0, Math.max(at.lastIndexOf("/"), 0));
        continue;
      }
      const next = at === "" ? part : `${at}/${part}`;
      if (!isLink(next)) {
        at = next;
        continue;
      }
      const to = target(next);
      links += 1;
      if (to === undefined) return { ok: false, why: "unreadable" };
      if (to.startsWith("/")) return { ok: false, why: "outside" };
      if (links > LONGEST_CHAIN) return { ok: false, why: "circle" };
      left.push(...to.split("/").toReversed());
    }
    return { ok: true, path: at };
  };
}

/**
 * The same end, unless it lies in git's own folder: nothing of that is configuration, and some of it starts programs.
 */
export const outsideGit = (end: End): End =>
  end.ok && end.path.split("/").some(isGitName) ? { ok: false, why: "git" } : end;

/** Behind "it was not read:" and the like. */
export const REASONS: Readonly<Record<Astray, string>> = {
  outside: "it lies outside the checked folder",
  circle: "its symbolic links lead in a circle",
  git: "it lies in git's own folder",
  unreadable: "a symbolic link on the way to it cannot be read",
  "too-long": "its path is longer than a system takes",
};
