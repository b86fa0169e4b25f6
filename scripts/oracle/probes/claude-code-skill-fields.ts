import type { claudeCodeFacts } from "../../../src/clients/claude-code.ts";
import { frontmatter, mark, type Expectation, type Probe } from "../probe.ts";

type Name = keyof typeof claudeCodeFacts;

/** A line of frontmatter, and whether the model is told of the skill that has it. */
const INVOCATION: readonly (readonly [line: string, told: boolean])[] = [
  ["disable-model-invocation: true", false],
  ['disable-model-invocation: "true"', false],
  ["disable-model-invocation: 'TRUE'", false],
  ["disable-model-invocation: yes", false],
  ["disable-model-invocation: on", false],
  ["disable-model-invocation: 1", false],
  ["disable-model-invocation: '1'", false],
  ["disable-model-invocation: false", true],
  ["disable-model-invocation:", true],
  ["disable-model-invocation: y", true],
  ["disable-model-invocation: 2", true],
  ["disable-model-invocation: enabled", true],
  ["disable-model-invocation: [true]", true],
  ["Disable-Model-Invocation: true", true],
  ["disable_model_invocation: true", true],
  ["disableModelInvocation: true", true],
];
/** The same, and whether its user is offered the skill. */
const USERS: readonly (readonly [line: string, offered: boolean])[] = [
  ["user-invocable: true", true],
  ['user-invocable: "true"', true],
  ["user-invocable: yes", true],
  ["user-invocable: false", false],
  ['user-invocable: "false"', false],
  ["user-invocable: no", false],
  ["user-invocable: 0", false],
  ["user-invocable:", false],
  ["user-invocable: [true]", false],
  ["user-invokable: false", true],
];

const skillsOf = (cases: readonly (readonly [line: string, shown: boolean])[]): Probe["files"] =>
  Object.fromEntries(
    cases.map(([line], index) => [
      `.claude/skills/case${index}x/SKILL.md`,
      frontmatter([`name: case${index}x`, `description: ${mark(`case${index}x`)}`, line]),
    ]),
  );

/** A skill that the model uses before it calls Bash, whose answer says whether it may. */
const used = (
  path: string,
  fact: Name,
  lines: readonly string[],
  expects: readonly Omit<Expectation, "fact">[],
): Probe => ({
  question: "claude hooks",
  files: { [path]: frontmatter(["name: a", "description: D.", ...lines], mark("body")) },
  calls: [
    { name: "Skill", arguments: { skill: "a" } },
    { name: "Bash", arguments: { command: "touch ran", description: "x" } },
  ],
  expects: [
    { fact: `claude-code.${fact}`, says: "it is used", there: mark("body") },
    ...expects.map((one) => ({ fact: `claude-code.${fact}`, ...one })),
  ],
});
const SKILL = ".claude/skills/a/SKILL.md";
const COMMAND = ".claude/commands/a.md";
const DENIED = "Permission to use Bash";
const denies = (line: string, denied: boolean, path = SKILL): Probe =>
  used(
    path,
    "skillTools",
    [line],
    [{ says: `${line}: Bash is ${denied ? "denied" : "allowed"}`, [denied ? "there" : "gone"]: DENIED }],
  );
const guarded = (key: string, runs: boolean): Probe =>
  used(
    SKILL,
    "skillHooks",
    [
      `${key}:`,
      "  PreToolUse:",
      "    - matcher: Bash",
      "      hooks:",
      `        - { type: command, command: "echo ${mark("guard")} >> /home/agent/ran.txt" }`,
    ],
    [{ says: `${key}: the guard ${runs ? "runs" : "does not run"}`, [runs ? "there" : "gone"]: mark("guard") }],
  );
const effort = (value: string, asked: string): Probe =>
  used(SKILL, "skillEffort", [`effort: ${value}`], [{ says: `${value} is ${asked}`, there: `"effort":"${asked}"` }]);

/** A skill or command that is used with two arguments, and what its line is by then. */
const given = (path: string, line: string, becomes: string): Probe => ({
  question: "claude hooks",
  files: { [path]: frontmatter(["name: a", "description: D.", 'argument-hint: "[a] [b]"'], `${mark("body")} ${line}`) },
  calls: [{ name: "Skill", arguments: { skill: "a", args: "one two" } }],
  expects: [{ fact: "claude-code.skillArguments", says: `${line} is ${becomes}`, there: `${mark("body")} ${becomes}` }],
});

/** What the fields of a skill do once it is there. */
export const claudeCodeSkillFields: readonly Probe[] = [
  {
    question: "claude prompt",
    files: skillsOf(INVOCATION),
    expects: INVOCATION.map(([line, told], index) => ({
      fact: "claude-code.skillSwitches",
      says: `${line}: the model is ${told ? "" : "not "}told of it`,
      [told ? "there" : "gone"]: mark(`case${index}x`),
    })),
  },
  {
    question: "claude commands",
    files: skillsOf(USERS),
    expects: USERS.map(([line, offered], index) => ({
      fact: "claude-code.skillSwitches",
      says: `${line}: users are ${offered ? "" : "not "}offered it`,
      [offered ? "there" : "gone"]: `"case${index}x"`,
    })),
  },
  {
    question: "claude prompt",
    files: {
      ".claude/skills/one/SKILL.md": frontmatter(["name: one", "description: D.", `when_to_use: ${mark("one")}`]),
      ".claude/skills/two/SKILL.md": frontmatter(["name: two", "description: D.", `when_to_use: [${mark("two")}]`]),
      ".claude/skills/three/SKILL.md": frontmatter(["name: three", "description: D.", "when_to_use: 540127"]),
      ".claude/skills/four/SKILL.md": frontmatter(["name: four", "description: D.", `when-to-use: ${mark("four")}`]),
    },
    expects: [
      { fact: "claude-code.skillWhenToUse", says: "a text is listed", there: mark("one") },
      { fact: "claude-code.skillWhenToUse", says: "so is a list", there: mark("two") },
      { fact: "claude-code.skillWhenToUse", says: "so is a number", there: "540127" },
      { fact: "claude-code.skillWhenToUse", says: "a field of another name is not", gone: mark("four") },
    ],
  },
  denies("disallowed-tools: Bash", true),
  denies("disallowed-tools: [Read, Bash]", true),
  denies("disallowedTools: Bash", true),
  denies("disallowed-tools: bash", false),
  denies("disallowed-tools: Edit|Bash", false),
  denies("disallowed-tools: Bsah", false),
  denies("disallowed-tools: { Bash: true }", false),
  denies("disallowed-tools: '*'", true),
  denies("disallowed_tools: Bash", false),
  denies("disallow-tools: Bash", false),
  denies("denied-tools: Bash", false),
  denies("disallowed-tools: Bash", true, COMMAND),
  denies("disallowed-tools: bash", false, COMMAND),
  given(COMMAND, "$0, $1, $2.", "one, two, $2."),
  given(SKILL, "$0, $1, $2.", "one, two, $2."),
  given(SKILL, "awk '{ print $1 }'", "awk '{ print two }'"),
  given(SKILL, String.raw`awk '{ print \$1 }'`, "awk '{ print $1 }'"),
  given(SKILL, "$10, $1st.", "$10, $1st."),
  guarded("hooks", true),
  guarded("hook", false),
  guarded("Hooks", false),
  effort("low", "low"),
  effort("Low", "low"),
  effort("tiny", "medium"),
  {
    question: "claude hooks",
    files: {
      ".claude/agents/checker.md": frontmatter(["name: checker", "description: D."], mark("agent")),
      [SKILL]: frontmatter(["name: a", "description: D.", "context: Fork", "agent: checker"], mark("skill")),
    },
    calls: [{ name: "Skill", arguments: { skill: "a" } }],
    expects: [
      { fact: "claude-code.skillAgent", says: "with `context: Fork` the skill is read", there: mark("skill") },
      { fact: "claude-code.skillAgent", says: "and its agent is not asked", gone: mark("agent") },
    ],
  },
  ...["fork", "Fork", "forked", '"fork "'].map((context, index): Probe => ({
    question: "claude prompt",
    files: { [SKILL]: frontmatter(["name: a", "description: D.", `context: ${context}`], mark("skill")) },
    calls: [{ name: "Skill", arguments: { skill: "a" } }],
    expects: [
      { fact: "claude-code.skillAgent", says: "the skill is read", there: mark("skill") },
      {
        fact: "claude-code.skillAgent",
        says: `with \`context: ${context}\` it runs ${index === 0 ? "apart" : "in the conversation"}`,
        [index === 0 ? "there" : "gone"]: "executing forked skill",
      },
    ],
  })),
];
