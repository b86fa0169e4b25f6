import type { Artifact } from "../../model/artifact.ts";
import type { Change, Repository } from "../../model/rule.ts";
import type { Range } from "../../model/source.ts";
import { grantedInFiles, grantedValues } from "./granted-values.ts";
import { commandsIn } from "./injected-commands.ts";
import { hooksOf } from "../hooks/hooks.ts";
import { mcpServersOf } from "../manifests/mcp-servers.ts";
import { permissionsOf } from "./permissions.ts";

/** One thing that an artifact may do, or lets an agent do. */
export interface Grant {
  readonly kind: "hook" | "command" | "server" | "tool" | "mode" | "model" | "setting" | "program";
  /** Two grants of one kind with one key are the same authority, wherever they stand. */
  readonly key: string;
  /** For a sentence about it. */
  readonly shown: string;
  readonly at: Range;
  /** Where it stands: an artifact, or another file by its path. */
  readonly place: { readonly artifact: Artifact } | { readonly path: string };
}

const remembered = new WeakMap<Repository, readonly Grant[]>();

/** All that the artifacts of a repository may do. */
function authorityOf(repository: Repository): readonly Grant[] {
  const known = remembered.get(repository);
  if (known) return known;
  const grants = repository.artifacts.flatMap((artifact): readonly Grant[] => [
    ...hookGrants(artifact),
    ...grantedValues(artifact).map(({ key, shown, at }) => grant("setting", artifact, key, shown, at)),
    ...programGrants(artifact),
    ...commandsIn(artifact).map(({ command, at }) => grant("command", artifact, [command], command, at)),
    ...serverGrants(artifact),
    ...permissionsOf(artifact).map(({ kind, key, shown, at }) => grant(kind, artifact, key, shown, at)),
  ]);
  const beside = grantedInFiles(repository).map(({ key, shown, at, path }) => ({
    kind: "setting" as const,
    key: JSON.stringify(key),
    shown,
    at,
    place: { path },
  }));
  const all = [...grants, ...beside];
  remembered.set(repository, all);
  return all;
}

/** What the head may do and the base may not: the same authority in another file is not new, one more of it is. */
export function newAuthority({ base, head }: Change, ...kinds: readonly Grant["kind"][]): readonly Grant[] {
  const left = new Map<string, number>();
  for (const { kind, key } of authorityOf(base)) {
    const id = `${kind}\0${key}`;
    left.set(id, (left.get(id) ?? 0) + 1);
  }
  return authorityOf(head).filter(({ kind, key }) => {
    const id = `${kind}\0${key}`;
    const count = left.get(id) ?? 0;
    left.set(id, count - 1);
    return count <= 0 && kinds.includes(kind);
  });
}

function grant(kind: Grant["kind"], artifact: Artifact, key: readonly string[], shown: string, at: Range): Grant {
  return { kind, key: JSON.stringify(key), shown, at, place: { artifact } };
}

function hookGrants(artifact: Artifact): readonly Grant[] {
  return (hooksOf(artifact)?.hooks ?? []).map(({ event, eventAt, type, matcher, handler, commands }) => {
    const does = handler.entries
      .filter(({ key }) => DOES.has(key))
      .map(({ key, value }) => `${key}=${artifact.source.text.slice(value.range.start, value.range.end)}`);
    const when = matcher ? artifact.source.text.slice(matcher.value.range.start, matcher.value.range.end) : "";
    const shown = commands[0] ? `"${event}" runs "${commands[0].value}"` : `"${event}" has a ${type} handler`;
    return grant("hook", artifact, [event, when, type, ...does], shown, eventAt);
  });
}
/** What a handler does, beside how long it may take and what is shown meanwhile. */
const DOES = new Set([
  "args",
  "bash",
  "command",
  "commandWindows",
  "cwd",
  "env",
  "headers",
  "if",
  "input",
  "linux",
  "osx",
  "powershell",
  "prompt",
  "server",
  "shell",
  "tool",
  "url",
  "windows",
]);

/** Code of the repository that a client loads as it starts, or rules by which it runs commands: another text is new. */
function programGrants(artifact: Artifact): readonly Grant[] {
  const { kind, path, source } = artifact;
  if (kind !== "program" && kind !== "command-rules") return [];
  const shown = kind === "program" ? `"${path}", which the client loads as code` : `rules by which commands run`;
  return [grant("program", artifact, [kind, source.text], shown, { start: 0, end: 0 })];
}

function serverGrants(artifact: Artifact): readonly Grant[] {
  return mcpServersOf(artifact).map(({ name, at, command, args, url }) => {
    const line = [command, ...args].flatMap((word) => word?.value ?? []);
    const does = command ? `runs "${line.join(" ")}"` : `talks to "${url?.value ?? "nothing"}"`;
    return grant("server", artifact, [name, url?.value ?? "", ...line], `"${name}" ${does}`, at);
  });
}
