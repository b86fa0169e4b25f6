import { expect, test } from "vitest";
import { loadTokenizer } from "../../src/tokens/tokenizer.ts";
import { createRepository } from "../support/git.ts";
import { runCli } from "../support/run-cli.ts";

/** An agent that puts the instructions of its folder before the model, as clients do. */
const AGENT = `import { readFileSync } from "node:fs";
const system = "You are an agent.\\n\\n" + readFileSync("AGENTS.md", "utf8");
const body = { model: "m", max_tokens: 9, system, messages: [{ role: "user", content: "ping" }] };
const answer = await fetch(process.env.ANTHROPIC_BASE_URL + "/v1/messages", { method: "POST", body: JSON.stringify(body) });
console.log((await answer.json()).content?.[0].text ?? "none");
`;
const SCENARIO = `prompt: ping
workspace: { folder: .. }
command: [node, agent.mjs]
turns: [{ text: pong }]
`;
const BEFORE = "# Rules\n\nNever push to the branch that is released.\n";
const AFTER = `${BEFORE}Write a test for every change that you make.\n`;

test("the bill of a change: what each file adds to every request, against the base", async () => {
  const repository = createRepository({ "AGENTS.md": BEFORE, "agent.mjs": AGENT, "scenarios/ping.yaml": SCENARIO });
  repository.commit({ "AGENTS.md": AFTER });
  const { count } = await loadTokenizer("o200k_base");
  const args = ["dry-run", "--base", "HEAD~1", "--format", "json"];
  const { code, out, err } = await runCli(repository.folder, args);
  expect(code, err + out).toBe(0);
  const { sections } = JSON.parse(out);
  const { data } = sections.find(({ kind }: { readonly kind: string }) => kind === "context-bill");
  const [bill] = data.bills;
  // The folder of the scenario is no part of the workspace.
  expect(bill.files).toEqual([
    { path: "AGENTS.md", loaded: "every", every: count(AFTER), most: count(AFTER), before: count(BEFORE) },
  ]);
  expect(bill.total - bill.before).toBe(count(AFTER) - count(BEFORE));
});
