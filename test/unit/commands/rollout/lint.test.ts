import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../../../src/model/report.ts";
import * as rules from "../../../../src/rollout/rules.ts";
import { createRepository } from "../../../support/git.ts";
import { runCheck } from "../../../support/run-check.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { broken, SPEC } from "../../rollout/spec/broken.ts";

const SLIP = broken("setWeight: 10\n", "setWieght: 10\n");

describe("rollout lint", () => {
  test("looks at what lies in `rollouts/`, and points at what is wrong", async () => {
    const { folder } = createRepository({ "rollouts/team-a.yaml": SPEC, "rollouts/b.yml": SLIP });
    const { code, out } = await runCli(folder, ["rollout", "lint"]);
    expect(code).toBe(1);
    expect(out).toContain("rollouts/b.yml\n  17:11  error  Unknown key `setWieght`: did you mean `setWeight`?");
    expect(out).toContain("1 error in 2 files");
  });

  test("says what it does not look at, and what nobody can read", async () => {
    const { folder } = createRepository({
      "rollouts/a.yaml": SPEC,
      "rollouts/argo.yaml": "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\n",
    });
    writeFileSync(join(folder, "rollouts/wide.yaml"), Buffer.from(`\uFEFF${SPEC}`, "utf16le"));
    const { code, out, err } = await runCli(folder, ["rollout", "lint"]);
    expect(err).toContain("rollouts/argo.yaml is passed over: it names no `apiVersion: agent-ci.dev/v1alpha1`.");
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(
        /rollouts\/wide\.yaml\n.*error {2}It is too large, no text in UTF-8, or may not be read: nothing of it is\./,
      ),
    ]);
    // A check of everything says so as well.
    expect((await runCli(folder, ["check"])).out).toContain("rollouts/wide.yaml");
  });

  test("two files of one name are told: each would take the other's rollout for its own", async () => {
    const { folder } = createRepository({ "rollouts/a.yaml": SPEC, "rollouts/b.yaml": SPEC });
    const { code, out } = await runCli(folder, ["rollout", "lint"]);
    expect([code, out]).toEqual([
      1,
      expect.stringContaining("The rollout `team-a` stands in rollouts/a.yaml, too: give one another name."),
    ]);
  });

  test("two rollouts that claim one target, or one flag, are told: each would take it from the other", async () => {
    const spec = (name: string, path: string, flag: string) => `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: ${name} }
spec:
  routing: { flagd: { flagKey: ${flag} } }
  environments: { production: { target: { directory: { path: ${path} } } } }
  strategy: { canary: { steps: [{ setWeight: 100 }] } }
`;
    const { folder } = createRepository({
      "rollouts/a.yaml": spec("a", "agents", "agents"),
      "rollouts/b.yaml": spec("b", "agents", "b"),
      "rollouts/c.yaml": spec("c", "c", "agents"),
      "rollouts/d.yaml": spec("d", "d", "d"),
    });
    const { code, out } = await runCli(folder, ["rollout", "lint"]);
    expect(code).toBe(1);
    expect(out).toContain(
      "The target of `production` is that of the rollout `a`, too: each would take it from the other.",
    );
    expect(out).toContain(
      "The flag `agents.production` is that of the rollout `a`, too: each would take it from the other.",
    );
    expect(out).not.toContain("rollouts/d.yaml");
  });

  test("looks at what is named, wherever it lies", async () => {
    const folder = tempFolder({ "deploy/a.yaml": SLIP, "deploy/chart.yaml": "kind: Deployment\n", "b.yaml": SPEC });
    expect((await runCli(folder, ["rollout", "lint", "deploy/a.yaml"])).out).toContain("deploy/a.yaml\n  17:11  error");
    expect((await runCli(folder, ["rollout", "lint", "deploy"])).out).toContain("1 error in 1 file");
    expect((await runCli(folder, ["rollout", "lint", "b.yaml"])).code).toBe(0);
    // A file that was named is meant, whatever it says of itself.
    const other = await runCli(folder, ["rollout", "lint", "deploy/chart.yaml"]);
    expect([other.code, other.out]).toEqual([1, expect.stringContaining("Missing key `apiVersion`.")]);
  });

  test("says of which globs of a bundle no release would be made, before a tick does", async () => {
    const bundled = SPEC.replace("spec:\n", 'spec:\n  bundle: { include: [AGENTS.md, "skils/**", ../docs/] }\n');
    const { folder } = createRepository({ "rollouts/team-a.yaml": bundled, "AGENTS.md": "# Rules\n" });
    const { code, out } = await runCli(folder, ["rollout", "lint"]);
    expect([code, out.match(/(?<=warning {2}).*(?= {2}rollout\/bundle)/g)]).toEqual([
      0,
      [
        '"skils/**" describes no file: mend it, or add what is missing; what git ignores is left out.',
        '"../docs/" describes nothing: a glob begins at the top of the repository, as in "skills/**".',
      ],
    ]);
  });

  test("looks at a set of flags, and at what it would change of a live one", async () => {
    const flags = (salt: string, weight: string): string =>
      JSON.stringify({
        flags: {
          a: {
            state: "ENABLED",
            variants: { stable: {}, canary: {} },
            defaultVariant: "stable",
            targeting: {
              if: [
                { var: "targetingKey" },
                { fractional: [salt, ["canary", Number(weight)], ["stable", 90]] },
                "stable",
              ],
            },
            metadata: { rollout: "a/r1", bucketing: "fractional-v2" },
          },
        },
      });
    const folder = tempFolder({
      "now.json": flags("a", "10"),
      "next.json": flags("a", "50"),
      "odd.json": flags("b", "0.5"),
    });
    const lint = async (...argv: readonly string[]) => runCli(folder, ["rollout", "lint", ...argv]);
    expect((await lint("next.json", "--before", "now.json")).code).toBe(0);
    const { code, out } = await lint("odd.json", "--before", "now.json");
    expect(code).toBe(1);
    expect(out).toContain("A weight is a whole number");
    expect(out).toContain("Variants, order or salt differ while the rollout is live");
    expect((await lint("next.json", "--before", "nothing.json")).err).toContain(
      "--before: nothing.json cannot be read",
    );
  });

  test("says so where there is none", async () => {
    const folder = tempFolder({
      "a.yaml": "a: 1\n",
      "b.yaml": "b: 1\n",
      "rollouts/web.yaml": "apiVersion: argoproj.io/v1alpha1\n",
    });
    expect(await runCli(folder, ["rollout", "lint"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("There is no rollout: write one to `rollouts/<name>.yaml`"),
    });
    expect((await runCli(folder, ["rollout", "lint", "."])).err).toContain('There is no rollout in "."');
  });

  test("a specification cannot start a command of the pipeline, nor colour a terminal", async () => {
    const folder = tempFolder({ "rollouts/a.yaml": broken("setWeight: 10\n", '"::error::x\\e[31m%0A": 10\n') });
    const github = await runCli(folder, ["rollout", "lint", "--format", "github"]);
    expect(github.out.split("\n").filter((line) => line.startsWith("::"))).toHaveLength(1);
    expect((await runCli(folder, ["rollout", "lint"])).out).not.toContain("\u001B");
  });
});

describe("words for operators", () => {
  const CONDITION = "successCondition: value >= {{args.min}}";
  const worded = (condition: string): string => broken(CONDITION, condition);
  const read = (folder: string): string => readFileSync(join(folder, "rollouts/a.yaml"), "utf8");
  const PLAIN = worded("successCondition: value >= {{args.min}} AND NOT (value > 2.0 OR value == 1.5)");
  const FIXED = worded("successCondition: value >= {{args.min}} && ! (value > 2.0 || value == 1.5)");

  test("are read, and warned of, each where it stands", async () => {
    const folder = tempFolder({ "rollouts/team-a.yaml": PLAIN });
    const { code, out } = await runCli(folder, ["rollout", "lint"]);
    expect(code).toBe(0);
    expect(out.match(/^ +32:.*/gm)?.map((line) => line.trim().replaceAll(/ +/g, " ").split(" rollout/")[0])).toEqual([
      "32:47 warning `AND` is no operator of CEL: write `&&`.",
      "32:51 warning `NOT` is no operator of CEL: write `!`.",
      "32:68 warning `OR` is no operator of CEL: write `||`.",
    ]);
  });

  test.each([
    [PLAIN, FIXED],
    [worded(`successCondition: 'value > 1 AND "x AND y" != "it''s"'`), undefined],
    [
      worded(`successCondition: 'value > 1 AND "x AND y" != "z"'`),
      worded(`successCondition: 'value > 1 && "x AND y" != "z"'`),
    ],
    [worded(`successCondition: "value > 1 OR value < 0"`), worded(`successCondition: "value > 1 || value < 0"`)],
    [
      worded(`successCondition: |\n        value > 1 AND\n        value < 2`),
      worded(`successCondition: |\n        value > 1 &&\n        value < 2`),
    ],
    [worded(`successCondition: >-\n        value > 1\n        AND value < 2`), undefined],
    [worded(`successCondition: "value > 1 \\u0041ND value < 2"`), undefined],
  ])("are mended where the file has them as they read: %#", async (before, after = before) => {
    const folder = tempFolder({ "rollouts/a.yaml": before });
    const { out } = await runCli(folder, ["rollout", "lint", "--fix"]);
    expect(read(folder)).toBe(after);
    expect(out.includes("is no operator of CEL")).toBe(after === before);
  });

  test("a dry run shows it, and `check --fix` mends it as well", async () => {
    const { folder } = createRepository({ "AGENTS.md": "# Rules\n", "rollouts/a.yaml": PLAIN });
    expect((await runCli(folder, ["rollout", "lint", "--fix-dry-run"])).out).toContain(
      "+      successCondition: value >= {{args.min}} && ! (",
    );
    expect(read(folder)).toBe(PLAIN);
    await runCli(folder, ["check", "--fix"]);
    expect(read(folder)).toBe(FIXED);
  });
});

test("`check` looks at them too", async () => {
  const { folder } = createRepository({ "AGENTS.md": "# Rules\n", "rollouts/a.yaml": SLIP });
  expect((await runCheck(folder)).found).toEqual(["error rollout/specification rollouts/a.yaml:17"]);
});

/** What has to have been seen before a plan says these. */
const SEEN_BY_PLAN: ReadonlyMap<string, readonly string[]> = new Map([
  ["rollout/lease", ["--gap", "270m"]],
  ["rollout/samples", ["--tasks-per-day", "20"]],
]);

test.each(Object.values(rules).flatMap((rule) => rule.examples.map((example) => [rule.id, example, rule] as const)))(
  "the examples of %s are true: $because",
  async (_, { files, reports = [] }, rule) => {
    const texts = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, typeof text === "string" ? text : ""]),
    );
    const [path = ""] = Object.keys(texts);
    const folder = tempFolder({ "AGENTS.md": "# Rules\n", ...texts });
    const seen = SEEN_BY_PLAN.get(rule.id);
    const planned = seen && reports.length > 0 ? ["rollout", "plan", ...seen] : undefined;
    const argv = planned ?? (path.endsWith(".json") ? ["rollout", "lint", path] : ["check"]);
    const { out } = await runCli(folder, [...argv, "--format", "json"]);
    const { diagnostics }: Pick<Report, "diagnostics"> = JSON.parse(out);
    expect(
      diagnostics.map(({ path: where, line, column, message }) => `${where}:${line}:${column} ${message}`),
    ).toEqual(reports);
  },
);

describe("a verb that nobody knows is refused", () => {
  test.each([
    ["lnt", 'rollout has no verb "lnt". Did you mean lint? There is: '],
    ['0.1";touch gone;echo "', 'rollout has no verb "0.1";touch gone;echo "". There is: '],
    ["__proto__", 'rollout has no verb "__proto__". There is: '],
  ])("%s", async (verb, message) => {
    const folder = tempFolder({});
    expect(await runCli(folder, ["rollout", verb])).toMatchObject({ code: 2, err: expect.stringContaining(message) });
    expect(existsSync(`${folder}/gone`)).toBe(false);
  });
});
