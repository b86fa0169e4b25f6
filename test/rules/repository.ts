import { repositoryCaseCollision } from "../../src/rules/repository/case-collision.ts";
import { repositoryMirrorDrift } from "../../src/rules/repository/mirror-drift.ts";
import { repositoryPathLength } from "../../src/rules/repository/path-length.ts";
import { repositoryPortablePath } from "../../src/rules/repository/portable-path.ts";
import { casesOf } from "../support/rule-cases.ts";

const skill = (...lines: readonly string[]) => `---\nname: git\ndescription: Commits.\n---\n${lines.join("\n")}\n`;
const copies = (one: string, other: string) => ({
  ".agents/skills/git/SKILL.md": one,
  ".claude/skills/git/SKILL.md": other,
});
const differs = (lines: string) => [
  `.claude/skills/git/SKILL.md The text differs from its copy ".agents/skills/git/SKILL.md" in ${lines}.`,
];
export const repositoryMirrorDriftCases = casesOf(repositoryMirrorDrift, [
  { because: "white space differs", files: copies(skill("A.", "", "B."), skill("  A.  ", "B.", " ", "")) },
  {
    because: "two lines of four differ",
    files: copies(skill("A.", "B.", "C.", "D."), skill("A.", "B.", "X.", "Y.")),
    reports: differs("2 lines"),
  },
  {
    because: "three lines of four differ: another text",
    files: copies(skill("A.", "B.", "C.", "D."), skill("A.", "X.", "Y.", "Z.")),
  },
  {
    because: "lines were added to one copy",
    files: copies(skill("A.", "B."), skill("A.", "B.", "C.")),
    reports: differs("1 line"),
  },
  {
    because: "a line stands twice in one copy",
    files: copies(skill("A.", "A.", "B."), skill("A.", "B.", "B.")),
    reports: differs("1 line"),
  },
  { because: "both are empty", files: copies(skill(""), skill("")) },
  {
    because: "the ending of Copilot's name does not make another file, another name does",
    files: {
      ".claude/agents/qa.md": "---\nname: qa\ndescription: Q.\n---\nA.\nB.\n",
      ".github/agents/qa.agent.md": "---\nname: qa\ndescription: Q.\n---\nA.\nC.\n",
      ".claude/agents/qa.md.notes.md": "---\nname: qa2\ndescription: Q.\n---\nA.\nD.\n",
    },
    reports: ['.github/agents/qa.agent.md The text differs from its copy ".claude/agents/qa.md" in 1 line.'],
  },
]);

export const repositoryCaseCollisionCases = casesOf(repositoryCaseCollision, [
  { because: "sources are no business of its agents", files: { "src/A.ts": "", "src/a.ts": "", "AGENTS.md": "A.\n" } },
  {
    because: "one of the two is a file of a skill, the other is none",
    files: { "Skills/git/notes.txt": "", "skills/git/notes.txt": "", "skills/git/SKILL.md": skill() },
    reports: ['skills/git/notes.txt The path differs from "Skills/git/notes.txt" in case only.'],
  },
  {
    because: "letters that only upper case makes equal",
    files: { "skills/git/SKILL.md": skill(), "skills/git/ß.md": "", "skills/git/ss.md": "" },
  },
]);
export const repositoryPortablePathCases = casesOf(repositoryPortablePath, [
  { because: "sources are no business of its agents", files: { "src/aux.ts": "", "AGENTS.md": "A.\n" } },
  {
    because: "a file of a skill",
    files: { "skills/git/SKILL.md": skill(), "skills/git/aux.txt": "", "skills/git/a.txt": "" },
    reports: ['skills/git/aux.txt Windows does not allow the name "aux.txt".'],
  },
]);
export const repositoryPathLengthCases = casesOf(repositoryPathLength, [
  { because: "exactly as long as it may be", files: { "AGENTS.md": "A.\n" }, options: { "max-characters": 9 } },
  {
    because: "one character longer",
    files: { "AGENTS.md": "A.\n" },
    options: { "max-characters": 8 },
    reports: ["The path has 9 characters, more than 8."],
  },
]);
