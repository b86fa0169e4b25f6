import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dryRunOf } from "../../src/rehearsal/sections.ts";
import { AGENT_FILES, rehearse, rehearseIn, smallScenario } from "../support/rehearse.ts";
import { runCli } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

const TWO_TURNS = `turns:
  - text: First the skill.
    calls: [{ name: Skill, arguments: { skill: greet } }]
  - calls: [{ name: Write, arguments: { path: notes/today.md, text: "greeted\\n" } }]
  - text: pong
`;

test("a run with a skill and a tool meets everything that can be expected of it", async () => {
  const more = `expect:
  - { type: equals, value: pong }
  - { type: contains, value: skill, of: answer }
  - { type: not-contains, value: ping }
  - { type: regex, value: "^p.ng$" }
  - { type: skill-used, value: greet }
  - { type: tool-used, value: [Skill, Write], max: 1 }
  - { type: not-tool-used, value: Read }
  - { type: "trajectory:tool-sequence", value: [Skill, Write] }
  - { type: "trajectory:tool-args-match", value: { name: Write, args: { path: notes/today.md } } }
  - { type: "trajectory:step-count", value: { min: 2, max: 2 } }
  - { type: files-changed, value: [notes/**], required: [notes/today.md] }
  - { type: golden, value: today.golden.md, file: notes/today.md }
  - { type: exit-code, value: 0 }
  - { type: tokens, min: 1 }
  - { type: cost, max-dollars: 1 }
  - { type: not-cost, max-dollars: 0 }
  - { type: latency, threshold: 60000 }
  - { type: memory, max-mb: 2000 }
  - { type: loaded, value: AGENTS.md }
  - { type: loaded, value: skills/greet/SKILL.md }
  - { type: loaded, value: skills/greet/SKILL.md, part: body }
`.replace("value: skill, of: answer", "value: pong, of: answer");
  const { told, report } = await rehearse({
    "scenarios/greet.yaml": smallScenario(more, TWO_TURNS),
    "scenarios/today.golden.md": "greeted\n",
  });
  expect(told).toEqual([]);
  const [section] = report.sections.filter(({ kind }) => kind === "dry-run").map(({ data }) => dryRunOf(data));
  expect(section?.cases).toMatchObject([
    { id: "scenarios/greet", result: "pass", runs: [{ requests: 3, met: 21, expected: 21, ended: "exit" }] },
  ]);
});

test("what is not met is told at its line, with what was found", async () => {
  const more =
    "expect:\n  - { type: skill-used, value: deploy }\n  - { type: not-skill-used, value: greet }\n  - { type: files-changed, value: [] }\n";
  const { told } = await rehearse({ "scenarios/greet.yaml": smallScenario(more, TWO_TURNS) });
  expect(told).toEqual([
    "rehearsal/expectation scenarios/greet.yaml:10 Does not hold: the model uses the skill deploy (it uses greet).",
    "rehearsal/expectation scenarios/greet.yaml:11 Must not hold: the model uses the skill greet (it uses greet).",
    "rehearsal/expectation scenarios/greet.yaml:12 Does not hold: only files change that match none (others are notes/today.md (added)).",
  ]);
});

test("golden files are written on a laptop, and never in a pipeline", async () => {
  const folder = tempFolder({
    ...AGENT_FILES,
    "scenarios/a.yaml": smallScenario("expect: [{ type: golden, value: a.golden.txt }]\n"),
  });
  const missing = await rehearseIn(folder);
  expect(missing.told).toEqual([
    'rehearsal/expectation scenarios/a.yaml:5 Nobody can tell whether the output is what "a.golden.txt" says (there is no "a.golden.txt"; --update-golden writes it).',
  ]);
  const refused = await runCli(folder, ["dry-run", "--update-golden"], { CI: "true" });
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("not in a pipeline")]);
  const written = await rehearseIn(folder, { values: { "update-golden": true } });
  expect([written.told, readFileSync(join(folder, "scenarios/a.golden.txt"), "utf8")]).toEqual([[], "pong\n"]);
  expect((await rehearseIn(folder)).verdict.result).toBe("pass");
});

test("code of a scenario runs only where somebody allows it, and sees nothing of this machine", async () => {
  const outside = join(tempFolder({ "notes.txt": "of this machine" }), "notes.txt");
  const files = {
    "scenarios/a.yaml": smallScenario(
      `expect:
  - type: javascript
    value: output.trim() === 'pong' && !process.getBuiltinModule('node:fs').existsSync('${outside}') && context.calls.length === 0
  - { type: javascript, value: 'nowhere()' }
`,
    ),
  };
  const refused = await runCli(tempFolder({ ...AGENT_FILES, ...files }), ["dry-run"]);
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("--allow-javascript")]);
  const { told } = await rehearse(files, { values: { "allow-javascript": true } });
  expect(told).toEqual([
    expect.stringMatching(
      /^rehearsal\/expectation scenarios\/a.yaml:8 Nobody can tell whether .* \(it throws ReferenceError: nowhere is not defined\)\.$/,
    ),
  ]);
});

test("an agent that is a server gets the prompt when it listens", async () => {
  const server =
    'require("http").createServer((q,s)=>{let b="";q.on("data",d=>b+=d);q.on("end",async()=>{await fetch(process.env.ANTHROPIC_BASE_URL+"/v1/messages",{method:"POST",body:JSON.stringify({model:"m",max_tokens:9,messages:[{role:"user",content:JSON.parse(b).prompt}]})});s.end("served "+JSON.parse(b).prompt)})}).listen(process.env.PORT)';
  const { told } = await rehearse({
    "scenarios/a.yaml": `adapter: http\nprompt: ping\ncommand: [node, -e, ${JSON.stringify(server)}]\nturns: [{ text: pong }]\nexpect: [{ type: equals, value: served ping }]\n`,
  });
  expect(told).toEqual([]);
});

test("the workspace is a repository of one commit that is the same everywhere", async () => {
  const { told } = await rehearse({
    "scenarios/a.yaml": smallScenario(
      "expect: [{ type: regex, value: '^[0-9a-f]{40} agent-ci main clean$' }]\n",
      "scripts: [{ when: { model: never }, turns: [{ text: pong }] }]\n",
    )
      .replace(
        "[node, agent.mjs]",
        `[sh, -c, 'echo "$(git log --format=%H\\ %an) $(git branch --show-current) $(git status --porcelain | grep -q . || echo clean)"']`,
      )
      .replace(", git: false", ""),
  });
  expect(told).toEqual(["rehearsal/no-request scenarios/a.yaml:1 The server of models was asked nothing."]);
});

test("what its program prints does nothing to the log", async () => {
  const { said } = await rehearse({
    "scenarios/a.yaml": smallScenario().replace(
      "[node, agent.mjs]",
      `[sh, -c, 'echo "::error::gotcha"; printf "\\033[2J##[warning]x"; exit 1']`,
    ),
  });
  expect(said).toContain("  | ::error::gotcha");
  expect(said).not.toMatch(/^\s*::|##\[/m);
  expect(said).not.toContain("\u001B");
});

test("a text of the repository stays out of the scenario's folder, and the agent out of the checkout", async () => {
  const { told, folder } = await rehearse({
    "scenarios/a.yaml": smallScenario("expect: [{ type: equals, value: 'agent.mjs AGENTS.md skills' }]\n").replace(
      "[node, agent.mjs]",
      "[sh, -c, 'node agent.mjs >&2; echo $(ls) | tr -d \"\\n\"']",
    ),
  });
  expect(told).toEqual([expect.stringContaining("AGENTS.md agent.mjs skills")]);
  expect(readFileSync(join(folder, "scenarios/a.yaml"), "utf8")).toContain("prompt: ping");
});

test("links and pipes that a program leaves in its workspace are told, and lead nowhere", async () => {
  const { told } = await rehearse({
    "scenarios/a.yaml": smallScenario(
      "expect:\n  - { type: files-changed, value: [agent.mjs] }\n  - { type: golden, value: a.golden.txt, file: out }\n",
    ).replace(
      "[node, agent.mjs]",
      "[sh, -c, 'node agent.mjs; ln -s /etc/hostname out; mkfifo pipe; rm AGENTS.md; ln -s / AGENTS.md']",
    ),
    "scenarios/a.golden.txt": "x\n",
  });
  expect(told).toEqual([
    "rehearsal/expectation scenarios/a.yaml:6 Does not hold: only files change that match agent.mjs (others are AGENTS.md (changed), out (added), pipe (added)).",
    'rehearsal/expectation scenarios/a.yaml:7 Nobody can tell whether "out" is what "a.golden.txt" says (the run leaves no such file).',
  ]);
});
