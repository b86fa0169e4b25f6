import { codexFacts } from "../../../src/clients/codex.ts";
import { copilotCliFacts } from "../../../src/clients/copilot-cli.ts";
import { frontmatter, mark, marked } from "../probe.ts";
import { input, type Input, type Topic } from "./input.ts";

/** A skill with these lines beside name and description. */
const beside = (name: string, topic: Topic, because: string, ...lines: readonly string[]): Input =>
  input(name, topic, because, marked(name, ...lines));
/** A skill of these lines alone. */
const alone = (name: string, topic: Topic, because: string, ...lines: readonly string[]): Input =>
  input(name, topic, because, frontmatter(lines));
const long = (name: string, characters: number): string =>
  `description: ${mark(name)} ${"x".repeat(characters - mark(name).length - 1)}`;
const sized = (name: string, bytes: number): string => {
  const text = marked(name);
  return text + "x".repeat(bytes - text.length);
};
const longest = codexFacts.skillDescriptionLength.value;
const longestName = codexFacts.skillNameLength.value;
const most = copilotCliFacts.skillBytes.value;

/** Skills, each with one thing about it: valid ones are the controls of the others. */
export const skillInputs: readonly Input[] = [
  beside("good", "Fields", "name and description"),
  alone("nameless", "Fields", "no name", `description: ${mark("nameless")}`),
  alone("empty-name", "Fields", "an empty name", "name:", `description: ${mark("empty-name")}`),
  alone("number-name", "Fields", "a number as name", "name: 123", `description: ${mark("number-name")}`),
  alone("flag-name", "Fields", "a name that YAML takes for true", "name: true", `description: ${mark("flag-name")}`),
  alone("list-name", "Fields", "a list as name", "name: [a]", `description: ${mark("list-name")}`),
  alone(
    "list-description",
    "Fields",
    "a list as description",
    "name: list-description",
    `description: [${mark("list-description")}]`,
  ),
  alone("other-name", "Name", "a name that is not the folder's", "name: another", `description: ${mark("other-name")}`),
  alone("upper-name", "Name", "capitals and a space", "name: Upper Case", `description: ${mark("upper-name")}`),
  alone("slash-name", "Name", "a slash in the name", "name: sl/ash", `description: ${mark("slash-name")}`),
  alone("colon-name", "Name", "a colon in the name", 'name: "co:lon"', `description: ${mark("colon-name")}`),
  alone("letter-name", "Name", "letters of other scripts", "name: größe", `description: ${mark("letter-name")}`),
  alone("hyphen-name", "Name", "a hyphen at the start", "name: -lead", `description: ${mark("hyphen-name")}`),
  alone(
    "whole-name",
    "NameLength",
    `a name of ${longestName} characters`,
    `name: ${"n".repeat(longestName)}`,
    `description: ${mark("whole-name")}`,
  ),
  alone(
    "long-name",
    "NameLength",
    "a name of one character more",
    `name: ${"m".repeat(longestName + 1)}`,
    `description: ${mark("long-name")}`,
  ),
  alone(
    "whole-text",
    "DescriptionLength",
    `a description of ${longest} characters`,
    "name: whole-text",
    long("whole-text", longest),
  ),
  alone(
    "long-text",
    "DescriptionLength",
    "a description of one character more",
    "name: long-text",
    long("long-text", longest + 1),
  ),
  alone(
    "longer-text",
    "DescriptionLength",
    "a description of 3,000 characters",
    "name: longer-text",
    long("longer-text", 3000),
  ),
  beside("hint-list", "Fields", "argument-hint that is a list", "argument-hint: [x]"),
  beside("hint-number", "Fields", "argument-hint that is a number", "argument-hint: 3"),
  beside("hint-empty", "Fields", "argument-hint that is empty", "argument-hint:"),
  beside("tools-text", "Fields", "allowed-tools that is a text", "allowed-tools: Read, Grep"),
  beside("tools-list", "Fields", "allowed-tools that is a list", "allowed-tools: [Read]"),
  beside("tools-empty", "Fields", "allowed-tools that is empty", "allowed-tools:"),
  beside("tools-map", "Fields", "allowed-tools that is a map", "allowed-tools: {a: b}"),
  beside("tools-numbers", "Fields", "allowed-tools of numbers", "allowed-tools: [1]"),
  beside("invocable-yes", "Fields", "user-invocable: yes", "user-invocable: yes"),
  beside("invocable-empty", "Fields", "user-invocable that is empty", "user-invocable:"),
  beside("invocable-text", "Fields", 'user-invocable: "true"', 'user-invocable: "true"'),
  beside("invocable-no", "Fields", "user-invocable: false", "user-invocable: false"),
  beside("metadata-list", "Fields", "metadata that is a list", "metadata: [a]"),
  beside("metadata-text", "Fields", "metadata that is a text", "metadata: abc"),
  beside("metadata-deep", "Fields", "metadata with a map in it", "metadata:", "  a: {b: c}"),
  beside("metadata-empty", "Fields", "metadata that is empty", "metadata:"),
  beside(
    "short-text",
    "Fields",
    "a short-description of 3,000 characters",
    "metadata:",
    `  short-description: ${"y".repeat(3000)}`,
  ),
  beside("short-list", "Fields", "a short-description that is a list", "metadata: {short-description: [a]}"),
  beside("short-number", "Fields", "a short-description that is a number", "metadata: {short-description: 5}"),
  alone("number-text", "Fields", "a number as description", "name: number-text", "description: 5"),
  beside("license-list", "Fields", "license that is a list", "license: [MIT]"),
  beside("model-list", "Fields", "model that is a list", "model: [a]"),
  beside("hooks-text", "Fields", "hooks that are a text", "hooks: abc"),
  beside("foreign-field", "Fields", "a field that nobody knows", "foo: bar"),
  alone(
    "colon",
    "Yaml",
    "a colon in a description of one line",
    "name: colon",
    `description: ${mark("colon")} Use this: it works`,
  ),
  alone("colon-end", "Yaml", "a colon at the end of a value", "name: colon-end", `description: ${mark("colon-end")}:`),
  alone("blank", "Fields", "a description without a word", `name: ${mark("blank")}`, 'description: " "'),
  alone(
    "emoji",
    "DescriptionLength",
    "a description of 600 emoji, which are 1,200 UTF-16 units",
    "name: emoji",
    `description: ${mark("emoji")} ${"😀".repeat(600)}`,
  ),
  alone("at", "Yaml", "a description that begins with @", "name: at", `description: @foo ${mark("at")}`),
  alone("star", "Yaml", "a value that is an asterisk", "name: star", `description: ${mark("star")}`, "tools: *"),
  alone(
    "piped",
    "Yaml",
    "a list with a bar behind it",
    "name: piped",
    `description: ${mark("piped")}`,
    "argument-hint: [a] | --b",
  ),
  alone("open", "Yaml", "a bracket that nothing closes", "name: open", `description: ${mark("open")}`, "foo: [a"),
  alone("tab", "Yaml", "a tab that indents", "name: tab", `description: ${mark("tab")}`, "metadata:", "\ta: b"),
  alone(
    "lines",
    "Yaml",
    "a colon in the second line of a description",
    "name: lines",
    `description: ${mark("lines")} one`,
    "  two: three",
  ),
  alone(
    "prose",
    "Yaml",
    "a second line that is not indented",
    "name: prose",
    `description: ${mark("prose")} one`,
    "Use when: two: three",
  ),
  alone(
    "folded",
    "Yaml",
    "a description that is folded",
    "name: folded",
    "description: >-",
    `  ${mark("folded")} a`,
    "  b: c",
  ),
  alone(
    "twice",
    "Yaml",
    "the description twice",
    "name: twice",
    `description: ${mark("twice")} a`,
    `description: ${mark("twice")} b`,
  ),
  alone(
    "other-twice",
    "Yaml",
    "another field twice",
    "name: other-twice",
    `description: ${mark("other-twice")}`,
    "x: 1",
    "x: 2",
  ),
  input("bom", "Fences", "a byte order mark", `\uFEFF${marked("bom")}`),
  input("crlf", "Fences", "lines that end as on Windows", marked("crlf").replaceAll("\n", "\r\n")),
  input("opening", "Fences", "a space behind the opening hyphens", marked("opening").replace("---\n", "--- \n")),
  input("closing", "Fences", "a space behind the closing hyphens", marked("closing").replace("\n---\n", "\n--- \n")),
  input("late", "Fences", "an empty line above", `\n${marked("late")}`),
  input("four", "Fences", "four hyphens", marked("four").replaceAll("---\n", "----\n")),
  input("unclosed", "Fences", "nothing closes it", marked("unclosed").replace("\n---\n", "\n")),
  input("most", "Bytes", `a file of ${most} bytes`, sized("most", most)),
  input("large", "Bytes", "a file of one byte more", sized("large", most + 1)),
];
