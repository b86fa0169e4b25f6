import { artifactAt } from "../artifact-at.ts";
import type { Artifact, ArtifactOf } from "../../model/artifact.ts";
import { entryOf, valueAt } from "../../model/data.ts";
import { textField } from "../../model/field.ts";
import type { Change, Repository } from "../../model/rule.ts";
import type { Range } from "../../model/source.ts";
import { toolsIn } from "./permissions.ts";
import { stringsAt } from "../texts/text-nodes.ts";

/** What kept an agent from something in the base, and does so no longer. */
export interface LiftedLimit {
  readonly message: string;
  readonly at: Range;
  readonly artifact: Artifact;
}

export function* liftedLimits(change: Change): Generator<LiftedLimit> {
  yield* liftedRules(change);
  yield* liftedLists(change);
}

/** Rules of the same settings file that no longer deny. A file that is gone is plain to see in the change. */
function* liftedRules({ base, head }: Change): Generator<LiftedLimit> {
  for (const before of base.of("settings")) {
    const after = artifactAt(head, "settings", before.path);
    if (!after?.data) continue;
    const still = new Set(stringsAt(valueAt(after.data, "permissions"), "deny").map(({ value }) => value));
    const at = entryOf(after.data, "permissions")?.keyRange ?? { start: 0, end: 0 };
    for (const { value } of stringsAt(valueAt(before.data, "permissions"), "deny"))
      if (!still.has(value))
        yield { message: `New in this change: "${value}" is no longer denied.`, at, artifact: after };
  }
}

/** Lists of tools that are gone. An agent's list of tools is a limit: without one it has all tools of the session. */
function* liftedLists({ base, head }: Change): Generator<LiftedLimit> {
  const before = listsByName(base);
  for (const agent of agentsOf(head)) {
    const name = textField(agent, "name")?.value ?? agent.path;
    const limits = before.get(name);
    if (!limits) continue;
    const node = entryOf(agent.frontmatter?.data, "tools")?.value;
    const at = agent.frontmatter ? { start: 0, end: 3 } : { start: 0, end: 0 };
    if (!node || node.kind === "null") {
      yield { message: `New in this change: the agent "${name}" may use every tool.`, at, artifact: agent };
      continue;
    }
    for (const { tool, at: place } of toolsIn(node))
      if (!limits.has(tool))
        yield { message: `New in this change: the agent "${name}" may use "${tool}".`, at: place, artifact: agent };
  }
}

function listsByName(repository: Repository): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    agentsOf(repository).flatMap((agent) => {
      const tools = toolsIn(entryOf(agent.frontmatter?.data, "tools")?.value).map(({ tool }) => tool);
      return tools.length === 0 ? [] : [[textField(agent, "name")?.value ?? agent.path, new Set(tools)] as const];
    }),
  );
}

const agentsOf = (repository: Repository): readonly ArtifactOf<"agent">[] =>
  repository.of("agent").filter(({ frontmatter }) => frontmatter?.data);
