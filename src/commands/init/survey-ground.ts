import { currentBranch } from "../../host/git/current-branch.ts";
import { type Git, openGit } from "../../host/git/git.ts";
import { openFolder } from "../../host/files/folder.ts";
import { isEmptyFolder } from "../../host/files/remove-inside.ts";
import { findPlace } from "../../host/files/place.ts";
import { ignoresAbove } from "../../host/files/ignore-rules.ts";
import { ownIntegrity } from "../../host/machine/own-integrity.ts";
import { dataOfYaml } from "../../inventory/texts/data-of-yaml.ts";
import { gitlabFacts } from "../../inventory/texts/gitlab-facts.ts";
import { grows } from "../../inventory/texts/grows.ts";
import { locate } from "../../inventory/places/locate.ts";
import { defaultSeverity } from "../../check/policy.ts";
import { registry } from "../../judging/registry.ts";
import { settings as clientsUnlessTold } from "../../clients/settings.ts";
import { CLIENTS } from "../../model/client.ts";
import type { Files } from "../../model/ports.ts";
import { UsageError } from "../../model/usage-error.ts";
import { TOOL } from "../../report/tool.ts";
import type { ForgeName, SetupGround, HookProgram } from "../../setup/ground.ts";
import { LEFTHOOK_FILES } from "../../setup/hooks.ts";
import type { World } from "../../workspace/world.ts";

export interface Survey {
  readonly top: string;
  readonly ground: SetupGround;
  /** The paths of all files, from the top. */
  readonly listed: readonly string[];
  /** Whether a path is a folder in which nothing is. */
  readonly isEmptyFolder: (path: string) => boolean;
  /** What the repository has or speaks of already. */
  readonly suggested: { readonly forges: readonly ForgeName[]; readonly hooks?: HookProgram };
}

/** Looks at the repository around the working directory, from its top. Throws UsageError outside of one. */
export function surveyGround(world: World): Survey {
  const { top, repository } = findPlace(world.cwd, undefined);
  if (!repository)
    throw new UsageError(
      "There is no git repository here, and pipelines and hooks belong to one. `git init` makes it.",
    );
  const files = openFolder(top, ignoresAbove(top, ""));
  const git = openGit(top, world.env);
  const listed = files.list();
  const located = locate(listed);
  const dialects = new Set(located.flatMap(({ dialect }) => dialect ?? []));
  const has = (...paths: readonly string[]): boolean =>
    listed.some(({ path }) => paths.some((one) => path.startsWith(one)));
  const origin = said(git, "config", "--get", "remote.origin.url") ?? "";
  const forges: readonly ForgeName[] = [
    ...(has(".github/") || /github/i.test(origin) ? ["github" as const] : []),
    ...(has(".gitlab-ci.yml", ".gitlab/") || /gitlab/i.test(origin) ? ["gitlab" as const] : []),
  ];
  const integrity = ownIntegrity(TOOL.version);
  const hooks = PROGRAMS.find(([, ...signs]) => has(...signs))?.[0];
  return {
    top,
    listed: listed.map(({ path }) => path),
    isEmptyFolder: (path) => isEmptyFolder(top, path),
    ground: {
      text: (path) => textOf(files, path),
      grows,
      data: dataOfYaml,
      clients: CLIENTS.filter((client) => dialects.has(client)),
      ruleLines: registry.map(ruleLine),
      gitlab: gitlabFacts(textOf(files, ".gitlab-ci.yml") ?? ""),
      ...(integrity !== undefined && { integrity }),
      scenarios: located.some(({ kind }) => kind === "scenario"),
      branch: mainBranch(git) ?? currentBranch(top, world.env) ?? "main",
      version: TOOL.version,
    },
    suggested: { forges: forges.length > 0 ? forges : ["github"], ...(hooks && { hooks }) },
  };
}

/** As the configuration writes what holds of a rule where nobody says which clients are in use. */
function ruleLine(rule: (typeof registry)[number]): string {
  const severity = defaultSeverity(rule, clientsUnlessTold.properties.clients.default);
  const options = Object.entries(rule.options);
  if (options.length === 0) return `${rule.id}: ${severity}`;
  const named = options.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(", ");
  return `${rule.id}: { severity: ${severity}, options: { ${named} } }`;
}

const PROGRAMS: readonly (readonly [HookProgram, ...(readonly string[])])[] = [
  ["husky", ".husky/"],
  ["lefthook", ...LEFTHOOK_FILES],
  ["pre-commit", ".pre-commit-config.yaml"],
];

function textOf(files: Files, path: string): string | undefined {
  const contents = files.read(path);
  if (contents.ok) return decoded(path, contents.bytes);
  if (!files.entry(path)) return undefined;
  throw new UsageError(`Cannot read "${path}": ${contents.reason}. Nothing was written.`);
}

/** With its byte order mark, for it is written back as it was. */
function decoded(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`Cannot add to "${path}": it is no UTF-8. Save it as that first. Nothing was written.`);
  }
}

/** The branch that the remote calls its own, else one of the usual names. */
function mainBranch(git: Git): string | undefined {
  const remote = said(git, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD");
  if (remote?.startsWith("origin/")) return remote.slice("origin/".length);
  return ["main", "master"].find((name) => said(git, "rev-parse", "--verify", "--quiet", `refs/heads/${name}`));
}

function said(git: Git, ...args: readonly string[]): string | undefined {
  const result = git.runSync(args);
  return result.ok ? result.output.trim() : undefined;
}
