import { copilotCliFacts } from "../../../src/clients/copilot-cli.ts";
import { mark, marked, sized } from "../probe.ts";
import { alone, input, type Input } from "./input.ts";

const beside = (name: string, because: string, ...lines: readonly string[]): Input =>
  input(name, "Fields", because, marked(name, ...lines));
const described = (name: string): string => `description: ${mark(name)}`;
const most = copilotCliFacts.agentBytes.value;

/** Subagents, each with one thing about it. */
export const agentInputs: readonly Input[] = [
  beside("good", "name and description"),
  alone("nameless", "Fields", "no name", described("nameless")),
  alone("mute", "Fields", "no description", "name: mute"),
  alone("empty", "Fields", "an empty description", "name: empty", "description:"),
  alone("number-name", "Fields", "a number as name", "name: 5", described("number-name")),
  alone("upper", "Name", "a capital in the name", "name: Upper", described("upper")),
  alone("colon-name", "Name", "a colon in the name", 'name: "co:lon"', described("colon-name")),
  beside("tools-text", "tools that are a text", "tools: read_file, grep"),
  beside("tools-list", "tools that are a list", "tools: [read_file]"),
  beside("tools-empty", "tools that are empty", "tools:"),
  beside("tools-map", "tools that are a map", "tools: {a: true}"),
  beside("tools-claude", "tools of Claude Code", "tools: [Read]"),
  beside("tools-mcp", "tools of a server, as Claude Code names them", "tools: [mcp__a__b]"),
  beside("tools-gemini", "tools of a server, as Gemini CLI names them", "tools: [mcp_a_b]"),
  beside("color", "a colour", "color: green"),
  beside("turns", "maxTurns", "maxTurns: 5"),
  beside("max-turns", "max_turns", "max_turns: 5"),
  beside("no-turns", "max_turns that is 0", "max_turns: 0"),
  beside("kind", "kind: local", "kind: local"),
  beside("kind-other", "another kind", "kind: other"),
  beside("shown", "display_name", "display_name: Shown"),
  beside("servers", "mcp_servers that is a map", "mcp_servers: {a: {command: x}}"),
  beside("servers-list", "mcp_servers that is a list", "mcp_servers: [a]"),
  beside("model", "a model", "model: inherit"),
  beside("model-number", "a model that is a number", "model: 5"),
  beside("model-list", "models", "model: [a, b]"),
  beside("warm", "temperature", "temperature: 0.5"),
  beside("warm-text", "temperature that is a text", 'temperature: "0.5"'),
  beside("minutes", "timeout_mins", "timeout_mins: 5"),
  beside("skills-list", "skills that are a list", "skills: [a]"),
  beside("skills-text", "skills that are a text", "skills: a"),
  beside("hooks-list", "hooks that are a list", "hooks: []"),
  beside("infer-text", "infer that is a text", 'infer: "x"'),
  beside("invocable", "user-invocable: yes", "user-invocable: yes"),
  beside("silent", "disable-model-invocation that is a number", "disable-model-invocation: 5"),
  beside("mcp-list", "mcp-servers that is a list", "mcp-servers: [a]"),
  beside("hint-list", "argument-hint that is a list", "argument-hint: [a]"),
  beside("foreign", "a field that nobody knows", "foo: bar"),
  alone("colon", "Yaml", "a colon in a description of one line", "name: colon", `${described("colon")} Use: it works`),
  alone("lines", "Yaml", "a colon in the second line", "name: lines", `${described("lines")} one`, "  two: three"),
  alone("star", "Yaml", "tools that are an asterisk", "name: star", described("star"), "tools: *"),
  alone("twice", "Yaml", "the description twice", "name: twice", described("twice"), described("twice")),
  input("bom", "Fences", "a byte order mark", `\uFEFF${marked("bom")}`),
  input("opening", "Fences", "a space behind the opening hyphens", marked("opening").replace("---\n", "--- \n")),
  input("bare", "Fences", "no frontmatter", `${mark("bare")}\n`),
  input("most", "Bytes", `a file of ${most} bytes`, sized("most", most)),
  input("large", "Bytes", "a file of one byte more", sized("large", most + 1)),
];
