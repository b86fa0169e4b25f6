import type { ConfigProblem, Origin } from "../../../src/config/origin.ts";
import { type ConfigWorld, resolveConfig, type Result } from "../../../src/config/resolve.ts";

export interface Given extends Partial<Omit<ConfigWorld, "readText">> {
  readonly files?: Readonly<Record<string, string>>;
}

export function resolved({ files = {}, environments = [], env = {}, flags = {}, ...rest }: Given): Result {
  const readText = (path: string): string | undefined => (Object.hasOwn(files, path) ? files[path] : undefined);
  return resolveConfig({ readText, environments, env, flags, ...rest });
}

/** The result of a configuration that is expected to hold; throws its problems otherwise. */
export function accepted(given: Given): Extract<Result, { ok: true }> {
  const result = resolved(given);
  if (!result.ok) throw new Error(shown(result.problems).join("\n"));
  return result;
}

/** `path:line:column message (help)`, as far as each is known. */
export function refused(given: Given): readonly string[] {
  const result = resolved(given);
  return result.ok ? [] : shown(result.problems);
}

function shown(problems: readonly ConfigProblem[]): readonly string[] {
  return problems.map(({ path, line, column, message, help }) =>
    [
      ...(path === undefined ? [] : [`${path}:${line}:${column}`]),
      message,
      ...(help === undefined ? [] : [`(${help})`]),
    ].join(" "),
  );
}

/** `file agent-ci.yaml:1:8`, `variable AGENT_CI_FAIL_ON`, `flag --fail-on`, `default`. */
export function originText(origin: Origin | undefined): string {
  if (!origin) return "none";
  if (origin.from === "file") return `file ${origin.path}:${origin.line}:${origin.column}`;
  return origin.name === undefined ? origin.from : `${origin.from} ${origin.name}`;
}
