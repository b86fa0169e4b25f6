import { describe, expect, test } from "vitest";
import { runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const skill = (name: string, description: string, more = ""): readonly [string, string] => [
  `.claude/skills/${name}/SKILL.md`,
  `---\nname: ${name}\ndescription: ${description}\n${more}---\nDo it.\n`,
];
const FILES = Object.fromEntries([
  skill("ship", "Deploys the service to production."),
  skill("roll-back", "Takes a deployed service back.", "disable-model-invocation: true\n"),
  skill("commit", "Writes the message of a commit."),
]);

describe("which", () => {
  test("ranks what a prompt finds, with the words, and who is told of it", async () => {
    const { code, out } = await runCli(tempFolder(FILES), ["which", "deploy to production"]);
    expect(code).toBe(0);
    expect(out).toContain("1. ship  skill  .claude/skills/ship/SKILL.md\n   100 % by deploy, production\n");
    expect(out).toMatch(/2\. roll-back {2}skill .*\n {3}\d+ % by deploy\n/);
    expect(out).toContain("   not listed by claude-code: Only people can call it.\n");
    expect(out).not.toContain("commit");
  });

  test("names those that are in each other's way, and no copies", async () => {
    const [, text] = skill("release", "Deploys the service to production.");
    const { out } = await runCli(
      tempFolder({ ...FILES, ".claude/skills/release/SKILL.md": text, ".agents/skills/release/SKILL.md": text }),
      ["which", "deploy to production"],
    );
    expect(out).toContain("Nearly alike: release, ship.");
  });

  test("is about the named folder, and the asked kind", async () => {
    const files = { ...FILES, ".claude/commands/deploy.md": "---\ndescription: Deploys.\n---\nDeploy.\n" };
    const folder = tempFolder(files);
    const { out } = await runCli(folder, ["which", "deploy", "--kind", "command"]);
    expect(out).toMatch(/^1\. deploy {2}command .*\n {3}100 % by deploy\n$/);
    expect((await runCli(folder, ["which", "deploy", ".claude/skills"])).out).not.toContain("command");
  });

  test("gives the same to a program", async () => {
    const { out } = await runCli(tempFolder(FILES), ["which", "commit", "--format", "json"]);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      list: [
        {
          kind: "skill",
          name: "commit",
          words: ["commit"],
          clients: expect.arrayContaining([{ client: "claude-code", listed: true, forPeople: false, because: [] }]),
        },
      ],
    });
  });

  test("says so where nothing is found, and where there is nothing", async () => {
    expect((await runCli(tempFolder(FILES), ["which", "kubernetes"])).out).toBe(
      "None of 3 has one of these words in its name or description.\n",
    );
    expect((await runCli(tempFolder({}), ["which", "it"])).out).toContain("`agent-ci inventory` lists what is.");
  });

  test("escapes what a name could do to a terminal or to a log of a pipeline", async () => {
    const files = Object.fromEntries([skill("a", "Deploys.")]);
    const path = Object.keys(files)[0] ?? "";
    const { out } = await runCli(
      tempFolder({ [path]: '---\nname: "\\e[2J##[error]x"\ndescription: Deploys.\n---\n' }),
      ["which", "deploy"],
    );
    expect(out).not.toContain("\u001B");
    expect(out).not.toContain("##[");
  });
});
