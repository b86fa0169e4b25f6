import type { FileChanges } from "./git.ts";

/** A rollout whose staging asks for golden cases, which a program of the repository answers from AGENTS.md. */
export const goldenRollout = (staging: string, production: string): FileChanges => ({
  "rollouts/team-a.yaml": `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  bundle: { include: [AGENTS.md] }
  environments:
    staging: { target: { directory: { path: ${JSON.stringify(staging)} } } }
    production: { target: { directory: { path: ${JSON.stringify(production)} } } }
  strategy:
    staging:
      goldenReference: { dataset: golden/a.yaml, nonInferiorityMargin: 0.5 }
      steps: [{ job: { name: smoke, command: [node, --version] } }]
    canary: { steps: [{ setWeight: 100 }] }
`,
  "golden/a.yaml": `kind: golden
margin: 0.5
runs: 6
cases:
  one: { command: [node, -p, "require('fs').readFileSync('AGENTS.md', 'utf8').split(' ')[0]"], comparators: [{ type: equals }] }
`,
  "golden/a/one.json": `${JSON.stringify({ version: 1, runs: 6, met: 6, output: ["Be"] }, undefined, 2)}\n`,
});
