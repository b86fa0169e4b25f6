import type { Entry, Files } from "../../model/ports.ts";
import type { ReleaseContents } from "./release.ts";

/** A release as a folder that is checked: there is nothing but its files. */
export function releaseFiles({ files, read }: ReleaseContents): Files {
  const byPath = new Map(files.map((one) => [one.path, one]));
  const folders = new Set<string>([""]);
  for (const { path } of files)
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) folders.add(path.slice(0, at));
  return {
    list: () => files.map(({ path }) => ({ path })),
    read: (path) =>
      byPath.has(path)
        ? { ok: true, bytes: read(path) }
        : { ok: false, reason: "it is not in the release", why: "absent" },
    entry: (path): Entry | undefined => {
      const clean = path.replace(/^(?:\.\/)+/, "").replace(/\/$/, "");
      const file = byPath.get(clean);
      if (file) return { path: clean, type: "file", size: file.size, executable: file.executable };
      return clean === "." || folders.has(clean)
        ? { path: clean, type: "directory", size: 0, executable: true }
        : undefined;
    },
  };
}
