import { skillMetadataShape } from "../../src/rules/skill-metadata/shape.ts";
import { casesOf } from "../support/rule-cases.ts";

const metadata = (text: string) => ({ "skills/git/agents/openai.yaml": text });
export const skillMetadataShapeCases = casesOf(skillMetadataShape, [
  { because: "an empty file", files: metadata("") },
  { because: "a list", files: metadata("- a\n"), reports: ["1:1 The file holds a list, not a map."] },
  {
    because: "parts that are no maps",
    files: metadata("interface: Git\npolicy:\n  - a\ndependencies: 1\n"),
    reports: [
      '1:12 The field "interface" is a string, not a map.',
      '3:3 The field "policy" is a list, not a map.',
      '4:15 The field "dependencies" is a number, not a map.',
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
      '2:17 The field "display_name" is a list, not a text.',
      '3:22 The field "short_description" is a map, not a text.',
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
    reports: ['2:10 The field "tools" is a string, not a list.'],
  },
  {
    because: "a tool that is no map, and one without a type",
    files: metadata("dependencies:\n  tools:\n    - github\n    - value: github\n"),
    reports: ["3:7 The tool is a string, not a map.", "4:7 The tool has no type."],
  },
]);
