import type { Files } from "../../src/model/ports.ts";
import type { ExampleFiles } from "../../src/model/rule.ts";

/** A checked folder that exists only here. `null` stands for a file that is listed and cannot be read. */
export function memoryFiles(contents: ExampleFiles): Files {
  const paths = Object.keys(contents);
  return {
    list: () => paths.map((path) => ({ path })),
    read: (path) => {
      const content = contents[path];
      if (content === undefined || content === null) return { ok: false, reason: "it is not there any more" };
      return { ok: true, bytes: typeof content === "string" ? new TextEncoder().encode(content) : content };
    },
    entry: (path) => {
      const clean = path.replace(/^\.\//, "").replace(/\/$/, "");
      const content = contents[clean];
      if (content !== undefined && content !== null)
        return { path: clean, type: "file", size: content.length, executable: false };
      const folder = paths.some((one) => one.startsWith(`${clean}/`));
      return folder ? { path: clean, type: "directory", size: 0, executable: true } : undefined;
    },
  };
}
