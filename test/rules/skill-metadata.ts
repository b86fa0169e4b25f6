import { skillMetadataLostGuard } from "../../src/rules/skill-metadata/lost-guard.ts";
import { skillMetadataShape } from "../../src/rules/skill-metadata/shape.ts";
import { casesOf } from "../support/rule-cases.ts";

const metadata = (text: string) => ({ "skills/git/agents/openai.yaml": text });
export const skillMetadataShapeCases = casesOf(skillMetadataShape, [
  { because: "an empty file", files: metadata("") },
  { because: "a list", files: metadata("- a\n"), reports: ["1:1 The file has to be a map."] },
  {
    because: "parts that are no maps",
    files: metadata("interface: Git\npolicy:\n  - a\ndependencies: 1\n"),
    reports: [
      '4:15 "dependencies" has to be a map.',
      '1:12 "interface" has to be a map.',
      '3:3 "policy" has to be a map.',
    ],
  },
  {
    because: "parts and fields without a value",
    files: metadata("interface:\n  display_name:\npolicy:\n  allow_implicit_invocation:\ndependencies:\n  tools:\n"),
  },
  { because: "parts that are null", files: metadata("interface:\npolicy:\ndependencies:\n") },
  {
    because: "a text that is a list, one that is a map, and one that is empty",
    files: metadata('interface:\n  display_name: [Git]\n  short_description: { a: b }\n  default_prompt: " "\n'),
    reports: [
      '2:17 "interface.display_name" has to be a text or a number or true or false.',
      '3:3 "interface.short_description" has to be a text or a number or true or false.',
      '4:19 The field "default_prompt" is empty.',
    ],
  },
  {
    because: "white space around and between words does not count, and letters of two halves count once",
    files: metadata(`interface:\n  display_name: "  ${"a".repeat(31)}   ${"😀".repeat(32)}  "\n`),
  },
  {
    because: "a name that is one character too long",
    files: metadata(`interface:\n  display_name: ${"a".repeat(65)}\n`),
    reports: ['2:17 The field "display_name" has 65 of 64 characters.'],
  },
  {
    because: "colours",
    files: metadata('interface:\n  brand_color: "#00FF001"\n'),
    reports: ['2:16 The brand_color "#00FF001" is not of the form #RRGGBB.'],
  },
  {
    because: "a colour with something in front",
    files: metadata('interface:\n  brand_color: "a#00FF00"\n'),
    reports: ['2:16 The brand_color "a#00FF00" is not of the form #RRGGBB.'],
  },
  { because: "a colour in capitals", files: metadata('interface:\n  brand_color: "#00FFAA"\n') },
  {
    because: "tools that are no list",
    files: metadata("dependencies:\n  tools: github\n"),
    reports: ['2:10 "dependencies.tools" has to be a list.'],
  },
  {
    because: "a tool that is no map, and one without a type",
    files: metadata("dependencies:\n  tools:\n    - github\n    - value: github\n"),
    reports: ['3:7 "dependencies.tools" has to be a map.', "4:7 The tool has no type."],
  },
]);

export const skillMetadataLostGuardCases = casesOf(skillMetadataLostGuard, [
  {
    because: "skills that the model may use, with words for true and for nothing",
    files: {
      "skills/a/agents/openai.yaml": "policy:\n  allow_implicit_invocation: yes\n",
      "skills/b/agents/openai.yaml": "policy:\n  allow_implicit_invocation:\n  products: [nonesuch]\n",
      "skills/c/agents/openai.yaml": "policy:\n  allowImplicitInvocation: true\n",
      "skills/d/agents/openai.yaml": "interface: Git\n",
      "skills/e/agents/openai.yaml":
        "policy:\n  allow_explicit_invocation: false\n  disallow_implicit_invocation: false\n",
      "skills/f/agents/openai.yaml": "policy:\n  allow_implicit_invocation: false\n  products:\ninterface:\n",
    },
  },
  {
    because: "in the frontmatter, and where Codex looks; and what is true there",
    files: {
      "skills/a/SKILL.md": "---\nname: a\ndescription: A.\npolicy: { allow_implicit_invocation: false }\n---\nA.\n",
      "skills/a/agents/openai.yaml": "policy:\n  allow_implicit_invocation: false\n",
      "skills/b/SKILL.md": "---\nname: b\ndescription: B.\npolicy: { allow_implicit_invocation: true }\n---\nB.\n",
      "skills/c/SKILL.md": "---\nname: c\ndescription: C.\npolicy: internal\n---\nC.\n",
    },
  },
  {
    because: "the text false, a number, and another word",
    files: {
      "skills/a/agents/openai.yaml": 'policy:\n  allow_implicit_invocation: "false"\n',
      "skills/b/agents/openai.yaml": "policy:\n  allow_implicit_invocation: 0\n",
      "skills/c/agents/openai.yaml": "policy:\n  allow_implicit_invocation: Off\n",
    },
    reports: [
      'skills/a/agents/openai.yaml:2:30 Codex wants true or false here, not the text "false", so the model may use the skill by itself.',
      "skills/b/agents/openai.yaml:2:30 Codex wants true or false here, not the number 0, so the model may use the skill by itself.",
      'skills/c/agents/openai.yaml:2:30 Codex wants true or false here, not the text "Off", so the model may use the skill by itself.',
    ],
  },
  {
    because: "at the top, below another key, and in capitals",
    files: {
      "skills/a/agents/openai.yaml": "allow_implicit_invocation: false\n",
      "skills/b/agents/openai.yaml": "interface:\n  allow_implicit_invocation: false\n",
      "skills/c/agents/openai.yaml": "Policy:\n  allow_implicit_invocation: false\n",
    },
    reports: [
      'skills/a/agents/openai.yaml:1:1 Codex reads "policy.allow_implicit_invocation", not "allow_implicit_invocation", so the model may use the skill by itself.',
      'skills/b/agents/openai.yaml:2:3 Codex reads "policy.allow_implicit_invocation", not "interface.allow_implicit_invocation", so the model may use the skill by itself.',
      'skills/c/agents/openai.yaml:2:3 Codex reads "policy.allow_implicit_invocation", not "Policy.allow_implicit_invocation", so the model may use the skill by itself.',
    ],
  },
]);
