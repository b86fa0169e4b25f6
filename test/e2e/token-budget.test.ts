import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runAct } from "../support/act.ts";
import { describeWithClients } from "../support/clients.ts";
import { createProject, runPipeline } from "../support/gitlab.ts";
import { packedRelease } from "../support/npm-package.ts";

/** 51 tokens. */
const FILES = { "AGENTS.md": `${"word ".repeat(50).trim()}\n` };
const within = { ...FILES, "agent-ci.yaml": "budgets: { clients: { codex: 100 } }\n" };
const exceeded = { ...FILES, "agent-ci.yaml": "budgets: { clients: { codex: 40 } }\n" };
const MESSAGE = "codex loads 51 tokens with every request, 11 more than its budget of 40";

describeWithClients("the action under act", ["act"], () => {
  const steps = `
- uses: org/agent-ci/token-budget@v1
  id: budget
  with: { output: badge=badge.json }
- if: always()
  env: { RESULT: "\${{ steps.budget.outputs.result }}" }
  run: cp badge.json "$KEPT" && echo "$RESULT" > "$KEPT/result"`;

  test("passes a budget that is kept", async () => {
    const { exitCode, kept } = await runAct({ files: within, steps });
    expect(exitCode).toBe(0);
    expect(readFileSync(join(kept, "result"), "utf8")).toBe("pass\n");
    expect(JSON.parse(readFileSync(join(kept, "badge.json"), "utf8"))).toMatchObject({ color: "brightgreen" });
  });

  test("fails one that is exceeded, at the file that drives it", async () => {
    const { exitCode, log, kept } = await runAct({ files: exceeded, steps });
    expect(exitCode).toBe(1);
    expect(readFileSync(join(kept, "result"), "utf8")).toBe("fail\n");
    expect(log).toMatch(/::error file=AGENTS\.md.*budget\/client/u);
    expect(log).toContain(MESSAGE);
  });
});

const packed = packedRelease();

describeWithClients("the component in gitlab-ci-local", ["gitlab-ci-local", "rsync"], () => {
  const include = [{ local: "templates/token-budget/template.yml", inputs: { install: "none" } }];
  const JOB = "agent-ci-token-budget";

  test("passes a budget that is kept, and has a metrics report", async () => {
    const { jobs, report } = await runPipeline(createProject(within), { include, programs: packed().bin });
    expect(jobs).toEqual({ [JOB]: "PASS", [`${JOB}-gate`]: "PASS" });
    expect(report(JOB, "metrics.txt")).toContain('agent_ci_tokens{client="codex",when="always",folder="."} 51\n');
  });

  test("fails one that is exceeded in the gate alone", async () => {
    const { jobs, log } = await runPipeline(createProject(exceeded), { include, programs: packed().bin });
    expect(jobs).toEqual({ [JOB]: "PASS", [`${JOB}-gate`]: "FAIL" });
    expect(log).toContain(MESSAGE);
  });
});
