import { spawnSync } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { gitEnvironment } from "../support/git.ts";
import { BEGIN, deployed } from "../support/deployed.ts";
import { HOUR, MINUTE } from "../support/rollouts.ts";

/** What the pages say of `team-a`: a tenth, a half and all, an hour each, then watched for an hour. */
const SPEC = `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  bundle: { include: [AGENTS.md] }
  environments:
    production: { target: { directory: { path: ../production } } }
  strategy:
    canary:
      environment: production
      analysis: { templates: [{ templateName: quality }] }
      steps:
        - setWeight: 10
        - pause: { duration: 1h }
        - setWeight: 50
        - pause: { duration: 1h }
        - setWeight: 100
  monitoring: { duration: 1h }
---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: quality }
spec:
  metrics:
    - name: success
      provider: { web: { url: $QUALITY_URL, jsonPath: value } }
      successCondition: value >= 0.8
      inconclusiveLimit: 1000
      consecutiveErrorLimit: 1000
      onFailure: stepDown
`;

type Rollout = Awaited<ReturnType<typeof deployed>>;
const tick = async (rollout: Rollout, passes: number): Promise<void> => {
  rollout.pass(passes);
  await rollout.run("deploy team-a");
};
const toTenth = async (rollout: Rollout): Promise<void> => {
  await rollout.run("deploy team-a");
  await rollout.approve();
  for (let ticks = 0; ticks < 4; ticks += 1) await tick(rollout, 10 * MINUTE);
};
const toHalf = async (rollout: Rollout): Promise<void> => {
  await toTenth(rollout);
  for (let ticks = 0; ticks < 3; ticks += 1) await tick(rollout, 10 * MINUTE);
};
/** With what a section of a page begins. */
const BEGINNINGS: Readonly<Record<string, (rollout: Rollout) => Promise<void>>> = {
  nothing: async () => {},
  "a tenth": toTenth,
  "a half": toHalf,
  "a tenth, and somebody wrote over the state": async (rollout) => {
    await toTenth(rollout);
    const { commit, files } = await rollout.branch.read();
    const text = (files.get("rollouts/team-a.json") ?? "").replace('"weight": 10', '"weight": 90');
    await rollout.branch.write(commit, new Map([["rollouts/team-a.json", text]]), "mine");
  },
  "two healthy releases": async (rollout) => {
    await toTenth(rollout);
    for (let ticks = 0; ticks < 4; ticks += 1) await tick(rollout, HOUR);
    rollout.commit({ "AGENTS.md": "Be kinder.\n" });
    for (let ticks = 0; ticks < 6; ticks += 1) await tick(rollout, HOUR);
  },
  "rolled back": async (rollout) => {
    await toHalf(rollout);
    await rollout.run("rollout abort team-a --reason wrong");
    await tick(rollout, MINUTE);
  },
};

const TIMES: Readonly<Record<string, number>> = {
  "a minute later": MINUTE,
  "20 minutes later": 20 * MINUTE,
  "30 minutes later": 30 * MINUTE,
  "an hour later": HOUR,
  "three hours later": 3 * HOUR,
};

type Step =
  | { readonly passes: number }
  | { readonly file: string; readonly text: string }
  | { readonly line: string; readonly code: number; readonly says: string; readonly keyless: boolean };
interface Section {
  readonly title: string;
  readonly begins: string;
  readonly steps: readonly Step[];
}

/** The sections of a page with something to run: time that passes, files that are written, lines that are typed. */
function sectionsOf(page: string): readonly Section[] {
  const [, ...sections] = readFileSync(page, "utf8").split(/^## /mu);
  return sections.flatMap((text) => {
    const title = text.split("\n", 1)[0] ?? "";
    const steps = [...text.matchAll(/(?:`([\w.-]+)`[^`]*\n\n)?```(\w+)\n([^]*?)```/gu)].flatMap(
      ([, file, language, block = ""]): readonly Step[] => {
        if (language === "json" && file !== undefined) return [{ file, text: block }];
        if (language !== "sh") throw new Error(`${page}: ${title}: nobody knows how to run ${language}.`);
        return block
          .trimEnd()
          .split("\n")
          .map((line) => stepOf(page, line));
      },
    );
    const begins = /<!-- begins with: (.*) -->/u.exec(text)?.[1];
    if (steps.length === 0) return [];
    if (begins === undefined) throw new Error(`${page}: ${title} does not say what it begins with.`);
    return [{ title, begins, steps }];
  });
}

function stepOf(page: string, line: string): Step {
  const [, time] = /^# (.*)$/u.exec(line) ?? [];
  if (time !== undefined) {
    const passes = TIMES[time];
    if (passes === undefined) throw new Error(`${page}: how long is "${time}"?`);
    return { passes };
  }
  const [, typed, keyless, code, says = ""] = /^(.*?) +# (without the key, )?(\d)(?:: (.*))?$/u.exec(line) ?? [];
  if (typed === undefined) throw new Error(`${page}: "${line}" does not say what comes of it.`);
  return { line: typed, code: Number(code), says, keyless: keyless !== undefined };
}

async function take(rollout: Rollout, step: Step): Promise<void> {
  if ("passes" in step) return rollout.pass(step.passes);
  if ("file" in step) return writeFileSync(join(rollout.folder, step.file), step.text);
  const { line, code, says, keyless } = step;
  const ran = await runLine(rollout, line, keyless);
  expect([line, ran.code], ran.out).toEqual([line, code]);
  expect(ran.out).toContain(says);
}

async function runLine(rollout: Rollout, line: string, keyless: boolean) {
  const { key, bob, folder } = rollout;
  const [, words] = /^npx agent-ci (.*)$/u.exec(line) ?? [];
  if (words === undefined) {
    const { status, stdout, stderr } = spawnSync("sh", ["-c", line], {
      cwd: folder,
      env: gitEnvironment(),
      encoding: "utf8",
    });
    return { code: status, out: `${stdout}${stderr}` };
  }
  const { code, out, err } = await rollout.run(
    words,
    keyless ? {} : /^rollout (?:approve|unfreeze)/.test(words) ? bob : key,
  );
  return { code, out: `${out}${err}` };
}

describe.each(globSync("docs/runbooks/*.md").map((page) => posix.normalize(page.replaceAll("\\", "/"))))(
  "%s",
  (page) => {
    const sections = sectionsOf(page);

    test("has something to run", () => {
      expect(sections.length).toBeGreaterThan(0);
    });

    test.each(sections.map((section) => [section.title, section] as const))("%s", async (_, { begins, steps }) => {
      const begin = BEGINNINGS[begins];
      if (!begin) throw new Error(`Nobody knows how to begin with "${begins}".`);
      const rollout = await deployed({ ".gitignore": "*.json\n*.html\n" }, SPEC, BEGIN);
      await begin(rollout);
      rollout.pass(MINUTE);
      for (const step of steps) await take(rollout, step);
    });
  },
);
