import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runAct } from "../support/act.ts";
import { describeWithClients } from "../support/clients.ts";
import { createProject, runPipeline } from "../support/gitlab.ts";
import { packedRelease } from "../support/npm-package.ts";

/** 51 tokens. */
const FILES = { "AGENTS.md": `${"word ".repeat(50).trim()}\n` };
const BUDGETS = {
  "within.yaml": "budgets: { clients: { codex: 100 } }\n",
  "exceeded.yaml": "budgets: { clients: { codex: 40 } }\n",
};
const MESSAGE = "Codex loads 51 tokens with every request, 11 more than its budget of 40";

describeWithClients("the action under act", ["act"], () => {
  test("passes a budget that is kept, and fails one that is exceeded, at the file that drives it", async () => {
    const steps = Object.keys(BUDGETS).map((config) => {
      const id = config.replace(".yaml", "");
      return `
- uses: org/agent-ci/token-budget@v1
  id: ${id}
  if: always()
  with: { config: ${config}, output: badge=${id}.json }
- if: always()
  env: { OUTCOME: "\${{ steps.${id}.outcome }}", RESULT: "\${{ steps.${id}.outputs.result }}" }
  run: cp ${id}.json "$KEPT" && echo "$OUTCOME $RESULT" > "$KEPT/${id}"`;
    });
    const { exitCode, log, kept } = await runAct({ files: { ...FILES, ...BUDGETS }, steps: steps.join("") });
    expect(exitCode).toBe(1);
    expect(readFileSync(join(kept, "within"), "utf8")).toBe("success pass\n");
    expect(JSON.parse(readFileSync(join(kept, "within.json"), "utf8"))).toMatchObject({ color: "brightgreen" });
    expect(readFileSync(join(kept, "exceeded"), "utf8")).toBe("failure fail\n");
    expect(log).toMatch(/::error file=AGENTS\.md.*budget\/client/u);
    expect(log).toContain(MESSAGE);
  });
});

const packed = packedRelease();

describeWithClients("the component in gitlab-ci-local", ["gitlab-ci-local", "rsync"], () => {
  test("passes a budget that is kept, with a metrics report, and fails one that is exceeded in the gate alone", async () => {
    const { jobs, log, report } = await runPipeline(createProject({ ...FILES, ...BUDGETS }), {
      include: Object.keys(BUDGETS).map((config) => ({
        local: "templates/token-budget/template.yml",
        inputs: { install: "none", config, "job-prefix": config.replace(".yaml", "-") },
      })),
      programs: packed().bin,
    });
    expect(jobs, log).toEqual({
      "within-agent-ci-token-budget": "PASS",
      "within-agent-ci-token-budget-gate": "PASS",
      "exceeded-agent-ci-token-budget": "PASS",
      "exceeded-agent-ci-token-budget-gate": "FAIL",
    });
    const metrics = report("within-agent-ci-token-budget", "metrics.txt");
    expect(metrics).toContain('agent_ci_tokens{client="codex",when="always",folder="."} 51\n');
    expect(log).toContain(MESSAGE);
  });
});
