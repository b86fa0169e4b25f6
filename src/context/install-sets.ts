import { artifactAt } from "../inventory/artifact-at.ts";
import { claudeCodeFacts } from "../clients/claude-code.ts";
import { copilotFacts } from "../clients/copilot.ts";
import { folderOf, layoutOf } from "../inventory/places/layout.ts";
import type { ArtifactOf } from "../model/artifact.ts";
import { type DataNode, entryOf, valueAt } from "../model/data.ts";
import type { Repository } from "../model/rule.ts";
import { codexNamespace } from "./codex-namespace.ts";
import { folded, codePoints, fieldText } from "./fields.ts";
import { folderName } from "./folder-name.ts";
import type { Reader } from "./instruction-files.ts";
import { isPluginSkill } from "./plugin-skills.ts";
import { isForElsewhere, isTakenIn, startFoldersOf } from "./folders/start-folders.ts";
import { isMaterial } from "./tree.ts";
import { group } from "../model/group.ts";

type Skill = ArtifactOf<"skill">;

/**
 * Skills that arrive together: those of one plugin, or those that are there for whoever starts a client in a folder.
 */
export interface InstallSet {
  readonly what: "plugin" | "project";
  /** The plugin's root, or the folder; empty for the checked folder. */
  readonly root: string;
  readonly skills: readonly Skill[];
}

export type Lister = Reader;

/**
 * The sets of skills that a client lists, roots in order. A marketplace is no set: nobody installs all of it at once.
 */
export function installSets(repository: Repository, client: Lister): readonly InstallSet[] {
  const manifests = new Set(repository.of("plugin").map(({ path }) => pluginRoot(path)));
  const layout = layoutOf(repository);
  const shown = repository.of("skill").filter((skill) => isListed(repository, client, skill));
  const [own, others] = parted(shown, (skill) => isOwn(repository, client, skill));
  const plugins = group(others, ({ path }) => layout.pluginOf(path) ?? "");
  return [
    ...startFolders(repository, client, own).map((root) => ({
      what: "project" as const,
      root,
      skills: own.filter((skill) => isTakenIn(repository, client, skill, root)),
    })),
    ...[...plugins]
      .filter(([root]) => manifests.has(root))
      .map(([root, skills]) => ({
        what: "plugin" as const,
        root,
        skills: skills.filter(({ path }) => isPluginSkill(repository, root, path)),
      }))
      .filter(({ skills }) => skills.length > 0)
      .sort((a, b) => (a.root < b.root ? -1 : 1)),
  ];
}

/** The skills that a client lists when it is started in a folder. */
export function projectSkills(repository: Repository, client: Lister, folder: string): readonly Skill[] {
  return repository
    .of("skill")
    .filter((skill) => isListed(repository, client, skill) && isTakenIn(repository, client, skill, folder));
}

/** The folders that have skills of their own, in which somebody may start a client, sorted. */
function startFolders(repository: Repository, client: Lister, skills: readonly Skill[]): readonly string[] {
  const folders = new Set(skills.flatMap((skill) => startFoldersOf(repository, client, skill)));
  return [...folders].filter((folder) => !isMaterial(repository, `${folder}/x`)).sort();
}

/**
 * Skills that are in no set, whoever lists: they lie in templates, or where none of these clients looks, and in no
 * plugin's folder.
 */
export function skillsInNoSet(repository: Repository, clients: readonly Lister[]): readonly Skill[] {
  const manifests = new Set(repository.of("plugin").map(({ path }) => pluginRoot(path)));
  const layout = layoutOf(repository);
  return repository.of("skill").filter((skill) => {
    const root = layout.pluginOf(skill.path) ?? "";
    const inPlugin = manifests.has(root) && isPluginSkill(repository, root, skill.path);
    return !inPlugin && clients.every((client) => isForElsewhere(repository, client, skill));
  });
}

/** One skill's entry in a client's list, in characters. */
export interface SkillListing {
  readonly skill: Skill;
  readonly name: string;
  /** As the client lists it: white space folded, or cut. */
  readonly description: string;
  /** With what the client writes around it, where that is known. */
  readonly characters: number;
}

/** `- name: description` and the end of the line, as Claude Code counts them (see `ownSkillCharacters`). */
const AROUND: Readonly<Partial<Record<Lister, number>>> = { "claude-code": 5 };

export function entriesOf(repository: Repository, client: Lister, skills: readonly Skill[]): readonly SkillListing[] {
  return skills.map((skill) => {
    const base = fieldText(skill, "name") ?? folderName(skill.path) ?? "";
    const namespace = client === "codex" ? codexNamespace(repository, skill.path) : undefined;
    const name = namespace === undefined ? base : `${namespace}:${base}`;
    const description = described(client, skill);
    return { skill, name, description, characters: codePoints(name) + codePoints(description) + (AROUND[client] ?? 0) };
  });
}

function described(client: Lister, skill: Skill): string {
  const description = fieldText(skill, "description") ?? "";
  switch (client) {
    case "codex":
      return folded(description);
    case "copilot":
      return cutAt(description, copilotFacts.skillDescriptionLength.value);
    case "claude-code": {
      const whole = [description, fieldText(skill, "when_to_use")].filter(Boolean).join(" ");
      return cutAt(whole, claudeCodeFacts.skillListingDescription.value);
    }
    default:
      return description;
  }
}

/** The first so many code points of a text, as the lengths of lists are counted. */
const cutAt = (text: string, most: number): string =>
  text.length <= most ? text : Array.from(text).slice(0, most).join("");

/**
 * Names and descriptions of skills in characters, uncut: how large a fleet of skills is, whoever lists it.
 * @public what clients load is asked by rooms above this one; so far only its tests ask this
 */
export function listingSize(skills: readonly Skill[]): number {
  return skills.reduce(
    (all, skill) =>
      all + codePoints(fieldText(skill, "name") ?? "") + codePoints(fieldText(skill, "description") ?? ""),
    0,
  );
}

/** Whether a skill is in the client's list. Those that only the user can call are in none. */
export function isListed(repository: Repository, client: Lister, skill: Skill): boolean {
  if (client === "claude-code") {
    const fields = claudeCodeFacts.skillListing.value;
    return !fields.some((field) => isSet(entryOf(skill.frontmatter?.data, field)?.value));
  }
  if (client !== "codex") return true;
  const metadata = artifactAt(repository, "skill-metadata", `${folderOf(skill.path)}/agents/openai.yaml`);
  const allowed = valueAt(metadata?.data, "policy", "allow_implicit_invocation");
  return !(allowed?.kind === "boolean" && !allowed.value);
}

/** Whether some way to a skill leads through a folder of the client. */
function isOwn(repository: Repository, client: Lister, skill: Skill): boolean {
  return startFoldersOf(repository, client, skill).length > 0;
}

/** `true` in any of its spellings, or globs. */
function isSet(value: DataNode | undefined): boolean {
  if (value?.kind === "boolean") return value.value;
  if (value?.kind === "list") return value.items.length > 0;
  return value?.kind === "string" && value.value.trim() !== "" && !/^(?:false|no|off)$/i.test(value.value);
}

/** The folder that a manifest is about: `.claude-plugin/plugin.json` speaks of the folder above its own. */
function pluginRoot(manifest: string): string {
  const folder = folderOf(manifest);
  return /(?:^|\/)(?:\.[^/]+-plugin|\.plugin|\.github\/plugin)$/.test(folder)
    ? folder.replace(/\/?(?:\.[^/]+-plugin|\.plugin|\.github\/plugin)$/, "")
    : folder;
}

function parted<T>(items: readonly T[], first: (item: T) => boolean): readonly [T[], T[]] {
  const yes: T[] = [];
  const no: T[] = [];
  for (const item of items) (first(item) ? yes : no).push(item);
  return [yes, no];
}
