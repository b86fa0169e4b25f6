import { agentNames, pluginNames, serverNames, skillNames } from "../inventory/teams/known-names.ts";
import type { Change, Repository } from "../model/rule.ts";

/** What could be called by its name before a change, and cannot any more: `skill "triage"`. */
export function goneNames({ base, head }: Change): readonly string[] {
  return Object.entries(NAMES).flatMap(([what, namesOf]) => {
    const now = namesOf(head);
    return [...namesOf(base)]
      .filter((name) => !now.has(name) && !name.includes("/"))
      .map((name) => `${what} "${name}"`);
  });
}

const NAMES: Readonly<Record<string, (repository: Repository) => ReadonlySet<string>>> = {
  skill: skillNames,
  agent: agentNames,
  command: commandNames,
  server: serverNames,
  plugin: pluginNames,
};

/** Commands are called by the name of their file, in whatever folder it lies. */
function commandNames(repository: Repository): ReadonlySet<string> {
  return new Set(
    repository
      .of("command", "command-file")
      .map(({ path }) => path.slice(path.lastIndexOf("/") + 1).replace(/(?:\.prompt)?\.[a-z]+$/, "")),
  );
}
