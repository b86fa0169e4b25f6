import { posix } from "node:path";
import type { Files } from "../../src/model/ports.ts";
import type { ExampleFiles } from "../../src/model/rule.ts";

/** A checked folder that exists only here: its symbolic links are followed one step. */
export function memoryFiles(contents: ExampleFiles): Files {
  const paths = Object.keys(contents);
  const follow = (path: string): string => {
    const link = linkOf(contents[path]);
    return link === undefined ? path : posix.join(posix.dirname(path), link);
  };
  return {
    list: () =>
      paths.map((path) => {
        const link = linkOf(contents[path]);
        return { path, ...(link !== undefined && { link }) };
      }),
    read: (path) => {
      const content = contents[follow(path)];
      if (content === undefined || content === null || isLink(content))
        return { ok: false, reason: "it is not there any more" };
      return { ok: true, bytes: typeof content === "string" ? new TextEncoder().encode(content) : content };
    },
    entry: (path) => {
      const clean = path.replace(/^\.\//, "").replace(/\/$/, "");
      const link = linkOf(contents[clean]);
      const content = contents[follow(clean)];
      if (content !== undefined && content !== null && !isLink(content))
        return {
          path: clean,
          type: "file",
          size: content.length,
          executable: false,
          ...(link !== undefined && { link }),
        };
      const folder = clean === "." || paths.some((one) => one.startsWith(`${follow(clean)}/`));
      return folder
        ? { path: clean, type: "directory", size: 0, executable: true, ...(link !== undefined && { link }) }
        : undefined;
    },
  };
}

type Content = ExampleFiles[string] | undefined;

function isLink(content: Content): content is { readonly link: string } {
  return typeof content === "object" && content !== null && "link" in content;
}

function linkOf(content: Content): string | undefined {
  return isLink(content) ? content.link : undefined;
}
