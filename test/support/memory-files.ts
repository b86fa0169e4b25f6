import { posix } from "node:path";
import { compilePatterns } from "../../src/conditions/glob.ts";
import type { Files, Unseen } from "../../src/model/ports.ts";
import type { ExampleFiles } from "../../src/model/rule.ts";

/** A checked folder that exists only here: its symbolic links are followed one step. */
export function memoryFiles(contents: ExampleFiles): Files {
  const unseen = Object.entries(contents).flatMap(([path, content]): readonly Unseen[] =>
    isUnseen(content)
      ? [{ path, why: content.unseen, ...(content.unseen === "locked" && { reason: "permission is denied" }) }]
      : [],
  );
  const submodules = new Map(
    Object.entries(contents).flatMap(([path, content]) => (isSubmodule(content) ? [[path, content.submodule]] : [])),
  );
  const all = Object.keys(contents).filter((path) => !isUnseen(contents[path]) && !submodules.has(path));
  const ignores = ignoredBy(contents[".gitignore"]);
  const paths = all.filter((path) => ignores(path) === undefined);
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
    ignored: () => [...new Set(all.flatMap((path) => ignores(path) ?? []))],
    unseen: () => unseen,
    submodules: () => submodules,
    read: (path) => {
      const content = contents[follow(path)];
      if (content === undefined || content === null || isLink(content) || isUnseen(content) || isSubmodule(content))
        return { ok: false, reason: "it is not there any more" };
      return { ok: true, bytes: typeof content === "string" ? new TextEncoder().encode(content) : content };
    },
    entry: (path) => {
      const clean = path.replace(/^\.\//, "").replace(/\/$/, "");
      const link = linkOf(contents[clean]);
      const content = contents[follow(clean)];
      if (content !== undefined && content !== null && !isLink(content) && !isUnseen(content) && !isSubmodule(content))
        return {
          path: clean,
          type: "file",
          size: content.length,
          executable: false,
          ...(link !== undefined && { link }),
        };
      const folder = clean === "." || all.some((one) => one.startsWith(`${follow(clean)}/`));
      return folder
        ? { path: clean, type: "directory", size: 0, executable: true, ...(link !== undefined && { link }) }
        : undefined;
    },
  };
}

/** What a `.gitignore` at the top ignores a path by: itself, or the first folder on its way. */
function ignoredBy(content: Content): (path: string) => string | undefined {
  if (typeof content !== "string") return () => undefined;
  const match = compilePatterns(content.split("\n"));
  return (path) => {
    for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1))
      if (match(path.slice(0, slash), true) === "ignored") return path.slice(0, slash + 1);
    return match(path, false) === "ignored" ? path : undefined;
  };
}

type Content = ExampleFiles[string] | undefined;

function isUnseen(content: Content): content is { readonly unseen: Unseen["why"] } {
  return typeof content === "object" && content !== null && "unseen" in content;
}

function isSubmodule(content: Content): content is { readonly submodule: string } {
  return typeof content === "object" && content !== null && "submodule" in content;
}

function isLink(content: Content): content is { readonly link: string } {
  return typeof content === "object" && content !== null && "link" in content;
}

function linkOf(content: Content): string | undefined {
  return isLink(content) ? content.link : undefined;
}
