const LONGEST_CHAIN = 40;

/**
 * Says where a path ends, symbolic links on the way followed as a system would; the top is the empty path. Undefined where it
 * leads out of the top or in a circle.
 */
export function resolver(
  isLink: (path: string) => boolean,
  target: (link: string) => string | undefined,
): (path: string) => string | undefined {
  return (path) => {
    const left = path.split("/").toReversed();
    let at = "";
    let links = 0;
    for (let part = left.pop(); part !== undefined; part = left.pop()) {
      if (part === "" || part === ".") continue;
      if (part === "..") {
        if (at === "") return undefined;
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
      if (to === undefined || to.startsWith("/") || links > LONGEST_CHAIN) return undefined;
      left.push(...to.split("/").toReversed());
    }
    return at;
  };
}
