import type { Kind } from "../../model/artifact.ts";
import type { Files } from "../../model/ports.ts";
import { pluginRoots } from "../manifests/plugin-roots.ts";
import { classifier } from "./classify.ts";

/** What names files that are configuration for that alone: parts of plugins, imports, programs that are started. */
const NAMING: ReadonlySet<Kind> = new Set(["settings", "hooks", "mcp", "plugin", "marketplace", "instructions"]);

/** Whether configuration of a folder has the name of one of these files in it, or a manifest that of their folders. */
export function isNamedIn(files: Files, paths: readonly string[], prefix: string, touched: readonly string[]): boolean {
  if (touched.length === 0) return false;
  const classify = classifier(pluginRoots(paths));
  const naming = paths.flatMap((path) => {
    const kind = (classify(path) ?? (prefix === "" ? undefined : classify(prefix + path)))?.kind;
    return kind && NAMING.has(kind) ? [{ path, kind }] : [];
  });
  files.prepare?.(naming.map(({ path }) => path));
  const names = new Set(touched.map((path) => path.slice(path.lastIndexOf("/") + 1)));
  const folders = new Set(touched.flatMap((path) => path.split("/").slice(0, -1)));
  return naming.some(({ path, kind }) => {
    const contents = files.read(path);
    if (!contents.ok) return false;
    const text = new TextDecoder().decode(contents.bytes);
    const isManifest = kind === "plugin" || kind === "marketplace";
    return [...names, ...(isManifest ? folders : [])].some((name) => text.includes(name));
  });
}
