import { claudeCodeFacts } from "../../../src/clients/claude-code.ts";
import { type Expectation, frontmatter, mark, marked, type Probe, sized } from "../probe.ts";

const there = (fact: string, name: string, says: string): Expectation => ({
  fact: `claude-code.${fact}`,
  says,
  there: mark(name),
});
const gone = (fact: string, name: string, says: string): Expectation => ({
  fact: `claude-code.${fact}`,
  says,
  gone: mark(name),
});

const listed = claudeCodeFacts.skillListingDescription.value;
const skillBytes = claudeCodeFacts.skillBytes.value;
const bytes = claudeCodeFacts.fileBytes.value;
/** A description that has its mark at the very end of so many characters. */
const long = (name: string, characters: number): string =>
  frontmatter([`name: ${name}`, `description: ${"x".repeat(characters - mark(name).length)}${mark(name)}`]);

/** What its debug log says of a list that is too long. */
const OVER = `> ${claudeCodeFacts.skillListingCharacters.value} budget`;

/** Skills with names of 4 and descriptions of 600 characters, and what the list counts with them. */
const SAME = Array.from({ length: 60 }, (_, number) => `s${String(number).padStart(3, "0")}`);
const same = (name: string): string => frontmatter([`name: ${name}`, `description: ${"x".repeat(600)}`]);
const TOGETHER = SAME.length * 609 + claudeCodeFacts.ownSkillCharacters.value;

/** Which skills and agents Claude Code lists, and with what text. */
export const claudeCodeSkills: readonly Probe[] = [
  {
    question: "claude prompt",
    files: {
      ".claude/skills/good/SKILL.md": marked("good"),
      ".claude/skills/group/deep/SKILL.md": marked("deep"),
      ".claude/skills/SKILL.md": marked("root"),
      ".claude/skills/flat.md": marked("flat"),
      ".agents/skills/foreign/SKILL.md": marked("foreign"),
      ".claude/skills/linked": { link: "../../shared/linked" },
      "shared/linked/SKILL.md": marked("linked"),
      ".claude/skills/file/SKILL.md": { link: "../../../shared/file.md" },
      "shared/file.md": marked("file"),
      ".claude/skills/most/SKILL.md": sized("most", skillBytes),
      ".claude/skills/toobig/SKILL.md": sized("toobig", skillBytes + 1),
      ".claude/skills/shown/SKILL.md": long("shown", listed),
      ".claude/skills/cut/SKILL.md": long("cut", listed + 1),
      ".claude/skills/bare/SKILL.md": `${mark("bare")} is the first line.\n`,
      ".claude/skills/hidden/SKILL.md": marked("hidden", "disable-model-invocation: true"),
      ".claude/skills/scoped/SKILL.md": marked("scoped", "paths: [src/**]"),
      ".claude/skills/colon/SKILL.md": frontmatter(["name: colon", `description: Use this: ${mark("colon")}`]),
      ".claude/skills/block/SKILL.md": frontmatter(["name: block", "description: One", `  two: ${mark("block")}`]),
      ".claude/skills/dashes/SKILL.md": frontmatter([
        "name: dashes",
        `description: ${mark("before")} --- ${mark("after")}`,
        "disable-model-invocation: true",
      ]),
      ".claude/commands/asked.md": frontmatter([`description: ${mark("asked")}`], "Ask.\n"),
      ".claude/commands/unasked.md": frontmatter(
        [`description: ${mark("unasked")}`, "disable-model-invocation: true"],
        "Ask.\n",
      ),
      ".claude/commands/parted.md": frontmatter(
        [`description: ${mark("first")} --- ${mark("second")}`, "disable-model-invocation: true"],
        "Ask.\n",
      ),
      ".claude/rules/always.md": frontmatter(["description: A rule"], `${mark("always")}\n`),
      ".claude/commands/late.md": `\n${frontmatter([`description: ${mark("late")}`, "disable-model-invocation: true"], "Ask.\n")}`,
      ".claude/rules/late.md": `\n${frontmatter(["paths: [src/**]"], `${mark("laterule")}\n`)}`,
      ".claude/rules/sometimes.md": frontmatter(["description: A rule", "paths: [src/**]"], `${mark("sometimes")}\n`),
      ".claude/rules/parted.md": frontmatter(
        ["description: A rule --- of ours", "paths: [src/**]"],
        `${mark("parted")}\n`,
      ),
    },
    expects: [
      there("skillPlaces", "good", "a skill in .claude/skills is listed"),
      gone("skillPlaces", "foreign", "one in .agents/skills is not"),
      gone("skillDepth", "deep", "a skill two folders deep is not listed"),
      gone("skillDepth", "root", "a SKILL.md right in the folder of skills is not listed"),
      gone("skillDepth", "flat", "a .md file beside the folders is not listed"),
      there("skillLinks", "linked", "a folder that is a symbolic link is followed"),
      there("skillLinks", "file", "a SKILL.md that is a symbolic link is followed"),
      there("skillBytes", "most", `a SKILL.md of ${skillBytes} bytes is read`),
      gone("skillBytes", "toobig", "one byte more is too much"),
      there("skillListingDescription", "shown", `${listed} characters of a description are listed`),
      gone("skillListingDescription", "cut", "the last of one character more is cut"),
      there("skillFields", "bare", "the first line of the body stands for a description"),
      gone("skillListing", "hidden", "disable-model-invocation keeps a skill out of the list"),
      gone("skillListing", "scoped", "paths keep a skill out of the list"),
      there("skillYaml", "colon", "a colon in a description of one line is repaired"),
      gone("skillYaml", "block", "one in a description of several lines is not"),
      { fact: "claude-code.frontmatterStart", says: "a command behind an empty line is listed", there: "- late: ---" },
      gone("frontmatterStart", "late", "without its description"),
      there("frontmatterStart", "laterule", "a rule is loaded in spite of its paths"),
      there("frontmatterEnd", "before", "a description is read up to ---"),
      gone("frontmatterEnd", "after", "it ends there, and so does the frontmatter: the flag behind it is lost"),
      there("frontmatterEnd", "asked", "a command is listed"),
      gone("frontmatterEnd", "unasked", "one that the model may not use is not"),
      there("frontmatterEnd", "first", "a command with --- in its description is, up to there: the flag is lost"),
      gone("frontmatterEnd", "second", "what stands behind --- is lost as well"),
      there("frontmatterEnd", "always", "a rule without paths is loaded"),
      gone("frontmatterEnd", "sometimes", "one with paths is not, before such a file is read"),
      there("frontmatterEnd", "parted", "one with --- in front of its paths is: they are lost"),
    ],
  },
  {
    question: "claude prompt",
    files: {
      ".claude/skills": { link: "../shared" },
      "shared/whole/SKILL.md": marked("whole"),
      ".claude/agents/good.md": marked("good"),
      ".claude/agents/deep/er/deep.md": marked("deepagent"),
      ".claude/agents/nameless.md": frontmatter([`description: ${mark("nameless")}`]),
      ".claude/agents/mute.md": frontmatter(["name: mute"], `${mark("mute")}\n`),
      ".claude/agents/number.md": frontmatter(["name: 12", `description: ${mark("number")}`]),
      ".claude/agents/spaced.md": frontmatter(['name: "a:b"', `description: ${mark("spaced")}`]),
      ".claude/agents/late.md": `\n${marked("lateagent")}`,
      ".claude/agents/truth.md": frontmatter(["name: true", `description: ${mark("truth")}`]),
      ".claude/agents/figure.md": frontmatter(["name: figure", "description: 5"], `${mark("figure")}\n`),
      ".claude/agents/hyphen.md": frontmatter(["name: -hyphen", `description: ${mark("hyphen")}`]),
      ".claude/agents/empty.md": marked("emptyhooks", "hooks:"),
      ".claude/agents/hooked.md": marked("hooked", "hooks: []"),
      ".claude/agents/guarded.md": marked("guarded", "hooks: { PreToolUse: 5 }"),
      ".claude/agents/aside.md": marked("aside", "hook: { PreToolUse: [{ hooks: [{ type: command, command: a }] }] }"),
      ".claude/agents/top.md": marked("top", "PreToolUse: [{ hooks: [{ type: command, command: a }] }]"),
      ".claude/agents/lower.md": marked("lower", "preToolUse: [{ hooks: [{ type: command, command: a }] }]"),
      ".claude/agents/within.md": marked(
        "within",
        "hooks: { hooks: { PreToolUse: [{ hooks: [{ type: command }] }] } }",
      ),
      ".claude/agents/meta.md": marked("meta", "metadata: { PreToolUse: [{ hooks: [{ type: command }] }] }"),
      ".claude/agents/after.md": marked("after", "hook: { PostToolUse: [{ hooks: [{ type: command }] }] }"),
      ".claude/agents/typed.md": marked("typed", "maxTurns: x", "color: 5", "effort: no", "isolation: remote"),
      ".claude/agents/broken.md": frontmatter(["name: broken", "description: One", `  two: ${mark("broken")}`]),
      ".github/agents/foreign.md": marked("foreignagent"),
      ".claude/agents/most.md": sized("most", bytes),
      ".claude/agents/toobig.md": sized("toobig", bytes + 1),
    },
    expects: [
      there("skillLinks", "whole", "a folder of skills that is a symbolic link is followed"),
      there("agentPlaces", "good", "an agent in .claude/agents is listed"),
      there("agentPlaces", "deepagent", "one in folders below it is listed, too"),
      gone("agentPlaces", "foreignagent", "one in .github/agents is not"),
      gone("agentRequired", "nameless", "an agent without a name is dropped"),
      gone("agentRequired", "number", "so is one whose name is a number"),
      gone("agentRequired", "mute", "so is one without a description"),
      gone("agentRequired", "truth", "or true"),
      gone("agentRequired", "figure", "so is one whose description is a number"),
      gone("agentName", "hyphen", "so is one that begins with a hyphen"),
      gone("frontmatterStart", "lateagent", "an agent behind an empty line is dropped"),
      there("agentHooks", "emptyhooks", "one whose hooks are empty is not"),
      gone("agentYaml", "broken", "so is one whose frontmatter cannot be repaired"),
      gone("agentName", "spaced", "an agent with a colon in its name is dropped"),
      gone("agentHooks", "hooked", "an agent whose hooks are no map is dropped"),
      gone("agentHooks", "guarded", "so is one with a guard that is no list"),
      gone("agentHooks", "aside", "so is one with a guard below another key"),
      gone("agentHooks", "top", "or at the top"),
      gone("agentHooks", "lower", "in another case, too"),
      gone("agentHooks", "within", "or in hooks within hooks"),
      there("agentHooks", "meta", "nobody looks into its metadata"),
      there("agentHooks", "after", "another event below another key does no harm"),
      there("fileBytes", "most", `a subagent of ${bytes} bytes is read`),
      gone("fileBytes", "toobig", "one byte more is too much"),
      there("agentFields", "typed", "other fields of the wrong type are left out, and the agent loads"),
    ],
  },
  {
    question: "claude prompt",
    files: Object.fromEntries(
      Array.from({ length: 60 }, (_, number) => [
        `.claude/skills/s${number}/SKILL.md`,
        frontmatter([`name: s${number}`, `description: ${"x".repeat(570)}${mark(`s${number}`)}`]),
      ]),
    ),
    expects: [
      { fact: "claude-code.skillListingCharacters", says: "60 skills of 580 characters are over it", there: OVER },
      { fact: "claude-code.skillListingCharacters", says: "the last has its name alone", there: "- s59\\n" },
      gone("skillListingCharacters", "s59", "its description is lost whole"),
    ],
  },
  {
    question: "claude prompt",
    files: Object.fromEntries(SAME.map((name) => [`.claude/skills/${name}/SKILL.md`, same(name)])),
    expects: [
      {
        fact: "claude-code.ownSkillCharacters",
        says: `${SAME.length} skills of 609 characters and its own have ${TOGETHER}`,
        there: `${TOGETHER} chars >`,
      },
    ],
  },
];
