import { defineProblemRule } from "../define-problem-rule.ts";

export const fileAliases = defineProblemRule("aliases", {
  id: "file/aliases",
  severity: "error",
  summary: "YAML aliases do not multiply into a flood of data.",
  why: "Ten lines of aliases can stand for billions of values.",
  consequence: "The client hangs or runs out of memory, and agent-ci does not check the file.",
  help: "Write the values out where they are needed.",
  since: "0.1.0",
  decidedBy: "repository",
  examples: [
    {
      because: "one alias",
      files: { "skills/git/SKILL.md": "---\nname: &n git\ndescription: *n\n---\n" },
    },
    {
      because: "six lines that stand for a million values",
      files: {
        "skills/git/SKILL.md":
          "---\na: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n---\n",
      },
      reports: ["5:29 The aliases stand for more than 10000 values in total; write the values out."],
    },
  ],
});
