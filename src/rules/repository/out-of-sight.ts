import { locate } from "../../inventory/places/locate.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { group } from "../../model/group.ts";

export const repositoryOutOfSight = defineRepositoryRule({
  id: "repository/out-of-sight",
  severity: "warning",
  summary: "No agent configuration lies where agent-ci does not look.",
  why: "Below `node_modules`, below a hundred folders, and where a sparse checkout has written nothing, agent-ci cannot look.",
  consequence: "Nothing there is checked, and a client that is started there loads it all the same.",
  help: "Move it, take it out of git, or leave the folder out with `ignore` in agent-ci.yaml. To a sparse checkout add it: `git sparse-checkout add <folder>`.",
  since: "0.1.0",
  *check({ unseen }) {
    for (const { path, why } of unseen)
      if (why === "deep") yield { path, message: "The folder lies deeper than agent-ci looks." };
    const tracked = locate(unseen.filter(({ why }) => why === "tracked").map(({ path }) => ({ path })));
    for (const [path, [first, ...others]] of group(tracked, (one) => modulesOf(one.path)))
      if (first)
        yield {
          path,
          message: `git tracks ${others.length === 0 ? "a file" : `${others.length + 1} files`} of agent configuration here, where agent-ci does not look.`,
          related: [{ path: first.path, message: "One of them." }],
        };
    const sparse = unseen.flatMap(({ path, why }) => (why === "sparse" ? { path: asFile(path) } : []));
    const left = locate(sparse).map(({ path }) => (path.endsWith(UNKNOWN) ? path.slice(0, -UNKNOWN.length) : path));
    if (left.length > 0)
      yield {
        message: `A sparse checkout leaves agent configuration out, and nobody looked at it: ${left.slice(0, MOST_NAMED).join(", ")}${left.length > MOST_NAMED ? ` and ${left.length - MOST_NAMED} more` : ""}.`,
      };
  },

  examples: [
    {
      because: "packages that are in git, without agent configuration",
      files: { "AGENTS.md": "# Payments\n", "node_modules/a/index.js": { unseen: "tracked" } },
    },
    {
      because: "a skill in a package that is in git",
      files: { "AGENTS.md": "# Payments\n", "node_modules/a/skills/git/SKILL.md": { unseen: "tracked" } },
      reports: ["node_modules git tracks a file of agent configuration here, where agent-ci does not look."],
    },
    {
      because: "a sparse checkout without a skill",
      files: {
        "AGENTS.md": "# Payments\n",
        "skills/git/SKILL.md": { unseen: "sparse" },
        "src/a.ts": { unseen: "sparse" },
      },
      reports: ["A sparse checkout leaves agent configuration out, and nobody looked at it: skills/git/SKILL.md."],
    },
    {
      because: "a very deep folder",
      files: { "AGENTS.md": "# Payments\n", "a/b/c": { unseen: "deep" } },
      reports: ["a/b/c The folder lies deeper than agent-ci looks."],
    },
  ],
});

const MOST_NAMED = 5;

/** Of a folder of a sparse index nothing is known but its name: as if it had the one file that most clients read. */
const UNKNOWN = "AGENTS.md";
const asFile = (path: string): string => (path.endsWith("/") ? path + UNKNOWN : path);

/** The outermost folder of packages that a path lies in. */
function modulesOf(path: string): string {
  const parts = path.split("/");
  return parts.slice(0, parts.indexOf("node_modules") + 1).join("/");
}
