import { walkImports } from "../../context/imports/import-walk.ts";
import { treeOf } from "../../context/tree.ts";
import { hookScript } from "../../inventory/hooks/hook-path.ts";
import { hooksOf } from "../../inventory/hooks/hooks.ts";
import { linksWhere, placesOf } from "../../inventory/links/link-target.ts";
import { layoutOf } from "../../inventory/places/layout.ts";
import { namesIn } from "../../inventory/teams/agents.ts";
import { bareName } from "../../inventory/teams/known-names.ts";
import { teamOf } from "../../inventory/teams/teams.ts";
import { textField } from "../../model/field.ts";
import type { Repository } from "../../model/rule.ts";
import { group } from "../../model/group.ts";

/** One file says something of another. */
type Need = readonly [path: string, needed: string];

/**
 * The files of a release so that each comes behind those that it needs, else by path. Where files need each other, the
 * first by path comes last.
 */
export function dependencyOrder(release: Repository): readonly string[] {
  const paths = release.paths.map(({ path }) => path).toSorted();
  const needed = group(needsIn(release), ([path]) => path);
  const wayFrom = (path: string) => ({ path, needs: (needed.get(path) ?? []).map(([, other]) => other).values() });
  const ordered: string[] = [];
  const met = new Set<string>();
  for (const start of paths) {
    const way = met.has(start) ? [] : [wayFrom(start)];
    met.add(start);
    for (let last = way.at(-1); last; last = way.at(-1)) {
      const { value } = last.needs.next();
      if (value === undefined) ordered.push(...way.splice(-1).map(({ path }) => path));
      else if (!met.has(value)) {
        met.add(value);
        way.push(wayFrom(value));
      }
    }
  }
  return ordered;
}

function needsIn(release: Repository): readonly Need[] {
  const files = new Set(release.paths.map(({ path }) => path));
  const all = [...imports(release), ...links(release), ...scripts(release), ...names(release)];
  return all.filter(([path, other]) => path !== other && files.has(other)).toSorted(([, a], [, b]) => (a < b ? -1 : 1));
}

function* imports(release: Repository): Generator<Need> {
  const tree = treeOf(release);
  for (const artifact of release.of("instructions"))
    for (const client of ["claude-code", "gemini-cli"] as const)
      for (const { from, file } of walkImports(tree, client, { ...artifact.source, artifact }))
        if (file) yield [from.path, file.path];
}

function* links(release: Repository): Generator<Need> {
  const layout = layoutOf(release);
  for (const artifact of release.of("skill", "agent", "command", "instructions", "scoped-instructions"))
    for (const { target } of linksWhere(artifact, ({ path }) => path !== ""))
      for (const place of placesOf(layout, artifact.path, target.path))
        if (place !== undefined) yield [artifact.path, place];
}

function* scripts(release: Repository): Generator<Need> {
  const layout = layoutOf(release);
  for (const artifact of release.of("hooks", "settings", "plugin"))
    for (const hook of hooksOf(artifact)?.hooks ?? [])
      for (const { value } of hook.commands)
        for (const place of hookScript(artifact, hook, value, layout)?.places ?? []) yield [artifact.path, place];
}

/** Agents name skills, skills the agent that they run in, and teams their members. */
function* names(release: Repository): Generator<Need> {
  const skills = group(release.of("skill"), (one) => textField(one, "name")?.value);
  const agents = group(release.of("agent"), (one) => textField(one, "name")?.value);
  for (const agent of release.of("agent"))
    for (const { name } of namesIn(agent, "skills"))
      for (const { path } of skills.get(bareName(name)) ?? []) yield [agent.path, path];
  for (const skill of release.of("skill"))
    for (const { path } of agents.get(bareName(textField(skill, "agent")?.value ?? "")) ?? []) yield [skill.path, path];
  for (const team of release.of("team"))
    for (const { agent_type: cell } of teamOf(team)?.members ?? [])
      for (const { path } of agents.get(bareName(cell.value.trim())) ?? []) yield [team.path, path];
}
