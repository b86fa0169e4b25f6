import type { ArtifactOf } from "../model/artifact.ts";
import type { Loader } from "../clients/readers/loaders.ts";
import { SKILL_READINGS } from "../clients/readers/skills.ts";
import { folderOf } from "../inventory/places/layout.ts";
import { stringAt } from "../inventory/texts/text-nodes.ts";
import { valueAt } from "../model/data.ts";
import type { Repository } from "../model/rule.ts";
import { fieldText } from "./fields.ts";
import { folderName } from "./folder-name.ts";
import { claudeCodeLoads } from "./loads/claude-code.ts";
import { codexLoads } from "./loads/codex.ts";
import { copilotLoads } from "./loads/copilot.ts";
import { cursorLoads } from "./loads/cursor.ts";
import { geminiCliLoads } from "./loads/gemini-cli.ts";
import { opencodeLoads } from "./loads/opencode.ts";
import { skillsRefLoads } from "./loads/skills-ref.ts";
import { vscodeLoads } from "./loads/vscode.ts";
import { isBetter, type LoaderRules, type Loading, outcomeOf, type Reason, type SkillSubject } from "./loading.ts";
import { isOwned, rootAround } from "./skill-places.ts";
import { foldersAbove, type Way, waysTo } from "./ways.ts";
import { workspaceTwin } from "./workspace-twin.ts";

/** How each client reads files. */
export const LOADER_RULES: Readonly<Record<Loader, LoaderRules>> = {
  "claude-code": claudeCodeLoads,
  codex: codexLoads,
  copilot: copilotLoads,
  cursor: cursorLoads,
  "gemini-cli": geminiCliLoads,
  opencode: opencodeLoads,
  "skills-ref": skillsRefLoads,
  vscode: vscodeLoads,
};

/** A skill or subagent, and what each client does with it. */
export interface LoadRow {
  readonly artifact: ArtifactOf<"skill" | "agent" | "agent-file">;
  readonly name: string;
  readonly loadings: readonly Loading[];
}

/** What becomes of every skill and subagent in each of the clients, in the order of their paths. */
export function loadability(repository: Repository, clients: readonly Loader[]): readonly LoadRow[] {
  const skills = repository.of("skill").map((skill) => {
    const name = fieldText(skill, "name") ?? folderName(skill.path) ?? skill.path;
    return { artifact: skill, name, loadings: clients.map((client) => skillLoading(repository, client, skill)) };
  });
  const own = repository.of("agent", "agent-file").filter(({ again }) => !again);
  const agents = own.map((agent) => {
    const name =
      ("frontmatter" in agent && fieldText(agent, "name")) || agent.path.slice(agent.path.lastIndexOf("/") + 1);
    return { artifact: agent, name, loadings: clients.map((client) => agentLoading(repository, client, agent)) };
  });
  return [...skills, ...agents].sort((a, b) => (a.artifact.path < b.artifact.path ? -1 : 1));
}

type Loadings = WeakMap<LoadRow["artifact"], Loading>;
const loadingsIn = new WeakMap<Repository, Map<Loader, Loadings>>();

/** Many rules ask what becomes of the same files: it is found out once. */
function once(repository: Repository, client: Loader, artifact: LoadRow["artifact"], find: () => Loading): Loading {
  const here = loadingsIn.get(repository) ?? new Map<Loader, Loadings>();
  const ofClient: Loadings = here.get(client) ?? new WeakMap();
  const found = ofClient.get(artifact) ?? find();
  loadingsIn.set(repository, here.set(client, ofClient.set(artifact, found)));
  return found;
}

/** What becomes of one skill in one client: by the best of the ways that lead to it. */
export const skillLoading = (repository: Repository, client: Loader, skill: ArtifactOf<"skill">): Loading =>
  once(repository, client, skill, () => loadingOfSkill(repository, client, skill));

function loadingOfSkill(repository: Repository, client: Loader, skill: ArtifactOf<"skill">): Loading {
  const ways = waysFor(repository, client, skill);
  return best(
    ways.map((way) => {
      const twin = client === "vscode" ? workspaceTwin(repository, skill, way.path) : [];
      return loading(client, [...LOADER_RULES[client].skill(subjectOf(repository, skill, way)), ...twin]);
    }),
  );
}

function subjectOf(repository: Repository, skill: ArtifactOf<"skill">, { path, fileLink }: Way): SkillSubject {
  const folder = folderName(path);
  const outer = outerSkill(repository, path);
  return {
    skill,
    path,
    fileLink,
    ...(folder !== undefined && { folder }),
    ...(outer !== undefined && { outer }),
  };
}

/** What becomes of one subagent in one client. */
export const agentLoading = (
  repository: Repository,
  client: Loader,
  agent: ArtifactOf<"agent" | "agent-file">,
): Loading =>
  once(repository, client, agent, () =>
    best(
      waysTo(repository, agent).map(({ path }) => {
        const declared = client === "codex" && agent.kind === "agent-file" && isDeclared(repository, path);
        return loading(client, LOADER_RULES[client].agent({ agent, path, declared }));
      }),
    ),
  );

/** Whether an agent of some config.toml of Codex has a file of this name. */
const isDeclared = (repository: Repository, path: string): boolean =>
  repository.of("settings").some(({ dialect, data }) => {
    const roles = dialect === "codex" ? valueAt(data, "agents") : undefined;
    const files =
      roles?.kind === "map" ? roles.entries.flatMap(({ value }) => stringAt(value, "config_file") ?? []) : [];
    return files.some(({ value }) => path.endsWith(value.slice(value.lastIndexOf("/") + 1)));
  });

/**
 * The ways by which a client comes to a skill. One that lies in no client's folder is judged as if somebody installed
 * it, unless links lead to it: then only they count, for the clients in whose folders they stand.
 */
function waysFor(repository: Repository, client: Loader, skill: ArtifactOf<"skill">): readonly Way[] {
  const ways = waysTo(repository, skill);
  const [own, ...links] = ways;
  if (links.length === 0 || client === "skills-ref") return ways.slice(0, 1);
  const inPlaces = ways.filter(({ path }) => rootAround(path, SKILL_READINGS[client].places) !== undefined);
  if (inPlaces.length > 0) return inPlaces;
  return links
    .filter(({ path }) => isOwned(path))
    .concat(own && isOwned(own.path) ? [own] : [])
    .concat(own ?? [])
    .slice(0, 1);
}

const known = new WeakMap<Repository, ReadonlySet<string>>();

/** The skill whose folder a path lies below. */
function outerSkill(repository: Repository, path: string): string | undefined {
  let folders = known.get(repository);
  if (!folders) {
    const paths = repository.of("skill").flatMap((skill) => waysTo(repository, skill).map((way) => way.path));
    folders = new Set(paths.map(folderOf));
    known.set(repository, folders);
  }
  return foldersAbove(path).find((folder) => folders.has(folder));
}

function best(loadings: readonly Loading[]): Loading {
  const [first, ...others] = loadings;
  if (!first) throw new Error("A file is reached by its own path at least.");
  return others.reduce((one, other) => (isBetter(other.outcome, one.outcome) ? other : one), first);
}

function loading(client: Loader, found: Iterable<Reason>): Loading {
  const reasons = [...found];
  if (reasons.length === 0) return simply(client);
  const elsewhere = reasons.filter(({ outcome }) => outcome === "not-read");
  return { client, outcome: outcomeOf(reasons), reasons: elsewhere.length > 0 ? elsewhere : reasons };
}

const simple = new Map<Loader, Loading>();

/** What becomes of nearly every file: one object for all of them. */
function simply(client: Loader): Loading {
  const loads = simple.get(client) ?? { client, outcome: "loads", reasons: [] };
  simple.set(client, loads);
  return loads;
}
