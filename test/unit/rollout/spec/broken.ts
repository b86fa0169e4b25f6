/** A specification that is right, in lines that a test replaces. */
export const SPEC = `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  environments:
    staging: { target: { directory: { path: /srv/staging } } }
    production: { target: { git: { branch: agents/production } } }
  prerequisites:
    - { name: machine, environment: production }
  strategy:
    staging:
      steps:
        - job: { name: smoke, command: [npm, run, smoke] }
    canary:
      analysis: { templates: [{ templateName: safety }], startingStep: 1 }
      steps:
        - setWeight: 10
        - pause: { duration: 24h, minSamples: 59, maxDuration: 14d }
        - analysis: { templates: [{ templateName: quality }], args: [{ name: min, value: 0.9 }] }
        - setWeight: 100
          prerequisites: [machine]
  monitoring: { schedule: [{ for: 1h, every: 5m }, { for: 23h, every: 1h }] }
---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: quality }
spec:
  args: [{ name: min }]
  metrics:
    - name: success
      provider: { job: { command: [judge] } }
      successCondition: value >= {{args.min}}
---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: safety }
spec:
  metrics:
    - name: critical
      provider: { jsonl: { path: "runs/*.jsonl", count: task.critical > 0 } }
      interval: 1m
      successCondition: value == 0
`;

/** The specification with one text in the place of another, which has to be there. */
export function broken(part: string, instead: string): string {
  if (!SPEC.includes(part)) throw new Error(`the specification has no "${part}"`);
  return SPEC.replace(part, instead);
}
