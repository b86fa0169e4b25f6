import { describe, expect, test } from "vitest";
import { fingerprint, normalise } from "../../../src/check/fingerprint.ts";
import { sign } from "../../../src/check/sign.ts";
import { openBaseline } from "../../../src/judging/open-baseline.ts";
import { registry } from "../../../src/judging/registry.ts";
import { defineArtifactRule } from "../../../src/model/rule.ts";
import { sarif } from "../../../src/report/formats/sarif.ts";
import { runCheck } from "../../support/run-check.ts";
import { runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const SKILL = "---\nname: tidy\ndescription: Tidies the room when somebody asks for it.\n---\n\nTidy.\n";
const POLICY = "policies: [{ name: none, when: 'true' }]\n";
const LONG = `${SKILL}${"More.\n".repeat(30)}`;

const checked = async (config: string, body = SKILL) =>
  runCheck(tempFolder({ "skills/tidy/SKILL.md": body, "agent-ci.yaml": config }));

const ANY = { clients: [], rules: {}, overrides: [] };

describe("a former name of a rule", () => {
  test("is set in `rules`, and the present one is told with its place", async () => {
    const { found, said } = await checked(`${POLICY}rules:\n  policy/violated: off\n`);
    expect(found).toEqual([]);
    expect(said).toBe("agent-ci: agent-ci.yaml:3:3: rule `policy/violated` is now `condition/violated`.\n");
  });

  test("cannot stand beside the present one", async () => {
    const config = `${POLICY}rules: { policy/violated: off, condition/violated: error }\n`;
    await expect(checked(config)).rejects.toThrow("rule `condition/violated` is set twice");
  });

  test("holds in overrides", async () => {
    const config = "overrides: [{ paths: [skills/], rules: { policy/failed: off } }]\n";
    expect((await checked(config)).said).toContain("is now `condition/failed`");
  });

  test("is refused in a comment as the present one is", async () => {
    const body = `${SKILL}\n<!-- agent-ci-disable-next-line policy/violated -- trust me -->\n`;
    const { report } = await checked("", body);
    expect(report.diagnostics.map(({ message }) => message)).toEqual([
      "A comment cannot suppress condition/violated. Use `suppress:` in agent-ci.yaml, where reviewers see it.",
    ]);
  });

  test("is explained, and shown by the rule", async () => {
    const { out } = await runCli(tempFolder({}), ["explain", "policy/violated"]);
    expect(out).toContain("condition/violated  error");
    expect(out).toContain("Formerly: policy/violated");
  });

  test("stands in SARIF as an id that is deprecated", async () => {
    const { report, verdict } = await checked(POLICY);
    const [run] = JSON.parse(sarif({ report, verdict })).runs;
    expect(run.tool.driver.rules).toContainEqual(
      expect.objectContaining({ id: "condition/violated", deprecatedIds: ["policy/violated"] }),
    );
  });

  test("is what fingerprints are made of, so that a baseline and the alerts of a forge keep what they know", async () => {
    const { report } = await checked(POLICY);
    expect(report.diagnostics[0]?.fingerprint).toBe(fingerprint("policy/violated", normalise("none"), 0));
    const facts = { summary: "", why: "", consequence: "", help: "", since: "0.1.0", examples: [] };
    const named = (id: string, aliases?: readonly string[]) => {
      const rule = defineArtifactRule({
        ...facts,
        id,
        ...(aliases && { aliases }),
        on: ["skill"],
        severity: "error",
        check: () => [],
      });
      return sign([{ rule, finding: { message: "It is wrong.", path: "a" } }], ANY)[0]?.fingerprint;
    };
    expect(named("test/new", ["test/first", "test/second"])).toBe(named("test/first"));
  });

  test("is read in a baseline as the present one", () => {
    const print = `v1:${"0".repeat(64)}`;
    const entries = ["policy/violated", "link/missing"].map((rule) => ({ rule, path: "a", fingerprint: print }));
    const read = () => JSON.stringify({ version: 1, entries });
    const policy = { read, home: "" };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no more of a policy is asked
    const workspace = { policy } as unknown as Parameters<typeof openBaseline>[0];
    expect(openBaseline(workspace, {}).entries.map(({ rule }) => rule)).toEqual(["condition/violated", "link/missing"]);
  });
});

describe("a former name of an option", () => {
  const LIMIT = "rules: { skill/body-length: { severity: error, options: { max: 20 } } }\n";

  test("holds, and the present one is told with its place", async () => {
    const { found, said } = await checked(LIMIT, LONG);
    expect(found).toEqual(["error skill/body-length skills/tidy/SKILL.md"]);
    expect(said).toBe("agent-ci: agent-ci.yaml:1:59: option `max` is now `max-lines`.\n");
  });

  test("meets the present one where layers are merged", async () => {
    const folder = tempFolder({
      "skills/tidy/SKILL.md": LONG,
      "agent-ci.yaml": `extends: [base.yaml]\nrules: { skill/body-length: { options: { max-lines: 99 } } }\n`,
      "base.yaml": LIMIT,
    });
    expect((await runCheck(folder)).found).toEqual([]);
  });

  test("holds in overrides", async () => {
    const config = `${LIMIT}overrides: [{ paths: [skills/**], rules: { skill/body-length: { options: { max: 99 } } } }]\n`;
    expect((await checked(config, LONG)).found).toEqual([]);
  });

  test("is told often enough, and no more: a file can be written to have a million", async () => {
    const one = "{ paths: [a], rules: { skill/body-length: { options: { max: 9 } } } }";
    const { said } = await checked(`overrides: [${Array.from({ length: 25 }, () => one).join(", ")}]\n`);
    const lines = said.trimEnd().split("\n");
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe("agent-ci: 5 more names in the configuration have changed.");
  });

  test("is explained beside it", async () => {
    const { out } = await runCli(tempFolder({}), ["explain", "team/rate-limits"]);
    expect(out).toContain("max-agents = 4 (formerly maxAgents), max-rounds = 10 (formerly maxRounds)");
  });

  test.each(registry.filter(({ optionAliases }) => optionAliases).map((rule) => [rule.id, rule] as const))(
    "is a name that %s has for nothing else",
    (_id, { options, optionAliases = {} }) => {
      for (const [former, now] of Object.entries(optionAliases)) {
        expect(Object.keys(options)).toContain(now);
        expect(Object.keys(options)).not.toContain(former);
      }
    },
  );
});
