import { readRoles, type RoleDependency } from "../../inventory/teams/role-tables.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { group } from "../../model/group.ts";

export const teamCycle = defineArtifactRule({
  id: "team/cycle",
  on: ["team-spec", "orchestration"],
  severity: "warning",
  summary: "No role of a team waits for itself.",
  why: "A table with a column `Depends on`, `Blocked by`, `Waits for` or `After` says who has to be ready before whom.",
  consequence: "Each of the roles waits for the others, and none starts.",
  help: "Take one of the dependencies out.",
  since: "0.1.0",

  *check({ source }) {
    const { dependencies } = readRoles(source.text);
    const edges = group(dependencies, ({ role }) => role);
    const state = new Map<string, "open" | "done">();
    for (const role of edges.keys())
      for (const way of cycles(role, edges, state)) yield { message: `${way.names.join(" waits for ")}.`, at: way.at };
  },

  examples: [
    {
      because: "one after the other",
      files: {
        "ORCHESTRATION.md":
          "| Role | Depends on |\n|---|---|\n| design | none |\n| build | design |\n| test | build, design |\n",
      },
    },
    {
      because: "two roles wait for each other",
      files: {
        "ORCHESTRATION.md": "| Role | Depends on |\n|---|---|\n| `build` | `test` |\n| `test` | `build` |\n",
      },
      reports: ["4:13 build waits for test waits for build."],
    },
    {
      because: "a role waits for itself",
      files: { "TEAM_SPEC.md": "| Agent | Waits for |\n|---|---|\n| build | build |\n" },
      reports: ["3:11 build waits for build."],
    },
  ],
});

interface Cycle {
  readonly names: readonly string[];
  readonly at: RoleDependency["at"];
}

/**
 * The circles that begin at a role. Walks without recursion: a hostile table may chain as many roles as it has lines.
 */
function* cycles(
  start: string,
  edges: ReadonlyMap<string, readonly RoleDependency[]>,
  state: Map<string, "open" | "done">,
): Generator<Cycle> {
  if (state.has(start)) return;
  const way: { readonly role: string; next: number }[] = [{ role: start, next: 0 }];
  state.set(start, "open");
  for (let at = way.at(-1); at; at = way.at(-1)) {
    const edge = edges.get(at.role)?.[at.next];
    at.next += 1;
    if (!edge) {
      state.set(at.role, "done");
      way.pop();
    } else if (state.get(edge.on) === "open") {
      const from = way.findIndex(({ role }) => role === edge.on);
      yield { names: [...way.slice(from).map(({ role }) => role), edge.on], at: edge.at };
    } else if (!state.has(edge.on)) {
      state.set(edge.on, "open");
      way.push({ role: edge.on, next: 0 });
    }
  }
}
