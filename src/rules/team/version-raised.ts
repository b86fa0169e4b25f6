import { folderOf } from "../../inventory/places/layout.ts";
import { isLater, templateVersion } from "../../inventory/teams/template-version.ts";
import type { Artifact, ArtifactOf } from "../../model/artifact.ts";
import { defineChangeRule, type Repository } from "../../model/rule.ts";

export const teamVersionRaised = defineChangeRule({
  id: "team/version-raised",
  severity: "warning",
  summary: "A team template that changes gets a later version.",
  why: "Whoever uses the template goes by its version: major for what breaks them, minor for what is new, patch for the rest.",
  consequence: "Two different teams go by one version, and nobody is told to look at what changed.",
  help: "Raise `version:` of TEAM_SPEC.md in this change.",
  since: "0.1.0",
  sources: [{ read: { url: "https://github.com/semver/semver/issues/473", date: "2026-11-25" } }],

  *check({ base, head }) {
    const before = new Map(base.of("team-spec").map((spec) => [spec.path, spec]));
    for (const spec of head.of("team-spec")) {
      const old = before.get(spec.path);
      const [from, to] = [old && templateVersion(old), templateVersion(spec)];
      if (!from?.semver || (to?.semver && isLater(to.semver, from.semver))) continue;
      const changed = changedIn(spec, base, head);
      if (changed === undefined) continue;
      const said = to ? (to.text === from.text ? `still ${to.text}` : `${to.text} after ${from.text}`) : "gone";
      yield { artifact: spec, message: `"${changed}" changes, and the version is ${said}.`, ...(to && { at: to.at }) };
    }
  },

  examples: [
    {
      because: "a later version",
      base: { "teams/qa/TEAM_SPEC.md": "---\nversion: 1.9.0\n---\n# QA\n" },
      files: { "teams/qa/TEAM_SPEC.md": "---\nversion: 1.10.0\n---\n# QA and docs\n" },
    },
    {
      because: "another team's files, and a team without a version",
      base: { "teams/qa/TEAM_SPEC.md": "---\nversion: 1.0.0\n---\n# QA\n", "teams/dev/TEAM_SPEC.md": "# Dev\n" },
      files: {
        "teams/qa/TEAM_SPEC.md": "---\nversion: 1.0.0\n---\n# QA\n",
        "teams/dev/TEAM_SPEC.md": "# Developers\n",
      },
    },
    {
      because: "the orchestration changes under the same version",
      base: {
        "teams/qa/TEAM_SPEC.md": "---\nversion: 1.0.0\n---\n# QA\n",
        "teams/qa/ORCHESTRATION.md": "One by one.\n",
      },
      files: {
        "teams/qa/TEAM_SPEC.md": "---\nversion: 1.0.0\n---\n# QA\n",
        "teams/qa/ORCHESTRATION.md": "In parallel.\n",
      },
      reports: ['teams/qa/TEAM_SPEC.md:2:10 "teams/qa/ORCHESTRATION.md" changes, and the version is still 1.0.0.'],
    },
  ],
});

/** The first file of a template that differs on the two sides; undefined where none does. */
function changedIn(spec: ArtifactOf<"team-spec">, base: Repository, head: Repository): string | undefined {
  const [before, after] = [base, head].map((side) => textsOf(spec, side));
  const paths = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort();
  return paths.find((path) => before?.get(path) !== after?.get(path));
}

/** All agent configuration in the specification's folder; at the top of a repository only what speaks of the team. */
function textsOf({ path }: Artifact, side: Repository): ReadonlyMap<string, string> {
  const folder = folderOf(path);
  const parts =
    folder === ""
      ? side.of("team-spec", "orchestration").filter((one) => folderOf(one.path) === "")
      : side.artifacts.filter((one) => one.path.startsWith(`${folder}/`));
  return new Map(parts.map((one) => [one.path, one.source.text]));
}
