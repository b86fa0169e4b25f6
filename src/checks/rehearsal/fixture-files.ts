import type { Fixture } from "../../host/sandbox/lay-out-workspace.ts";
import type { Files } from "../../model/ports.ts";

/** The workspace of a scenario as a folder whose inventory can be taken; links are not followed. */
export function fixtureFiles(fixture: Fixture): Files {
  return {
    list: () => Array.from(fixture, ([path, file]) => ("link" in file ? { path, link: file.link } : { path })),
    read: (path) => {
      const file = fixture.get(path);
      return file && "bytes" in file
        ? { ok: true, bytes: file.bytes }
        : { ok: false, reason: "it is no file of the workspace", why: "absent" };
    },
    entry: (path) => {
      const clean = path.replace(/^\.\//, "").replace(/\/$/, "");
      const file = fixture.get(clean);
      if (file && "bytes" in file)
        return { path: clean, type: "file", size: file.bytes.length, executable: file.executable };
      const folder = clean === "." || [...fixture.keys()].some((one) => one.startsWith(`${clean}/`));
      return folder ? { path: clean, type: "directory", size: 0, executable: true } : undefined;
    },
  };
}
