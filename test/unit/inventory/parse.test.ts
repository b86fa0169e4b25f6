import { describe, expect, test } from "vitest";
import { loadSyntaxes } from "../../../src/inventory/texts/load-syntaxes.ts";
import { locate } from "../../../src/inventory/places/locate.ts";
import { parse } from "../../../src/inventory/texts/parse.ts";
import type { Artifact, Located } from "../../../src/model/artifact.ts";
import { plain } from "../../../src/model/data.ts";
import type { Contents } from "../../../src/model/ports.ts";

function locateOne(path: string): Located {
  const [located] = locate([{ path }]);
  if (!located) throw new Error(`${path} is no agent configuration`);
  return located;
}

const bytes = (text: string | Uint8Array): Contents => ({
  ok: true,
  bytes: typeof text === "string" ? new TextEncoder().encode(text) : text,
});

async function parsed(path: string, contents: string | Uint8Array | Contents): Promise<Artifact> {
  const located = locateOne(path);
  const syntaxes = await loadSyntaxes([located], { outline: true });
  return parse(located, typeof contents === "object" && "ok" in contents ? contents : bytes(contents), syntaxes);
}

async function markdown(path: string, contents: string | Uint8Array) {
  const artifact = await parsed(path, contents);
  if (!("body" in artifact)) throw new Error(`${path} is no Markdown`);
  const { source, frontmatter, body, problems, outline } = artifact;
  const cut = ({ start, end }: { readonly start: number; readonly end: number }) => source.text.slice(start, end);
  return {
    fields: frontmatter?.data && plain(frontmatter.data),
    fences: frontmatter && cut(frontmatter.range),
    body: cut(body),
    problems: problems.map(({ code, message, range }) => ({ code, message, at: range && cut(range) })),
    outline,
    source,
  };
}

async function data(path: string, contents: string) {
  const artifact = await parsed(path, contents);
  const found = "data" in artifact && artifact.data ? plain(artifact.data) : undefined;
  return { data: found, codes: artifact.problems.map(({ code }) => code) };
}

describe("Markdown", () => {
  test("has its fields, its fences and its body", async () => {
    const skill = await markdown("SKILL.md", "---\nname: git\nport: 80\n---\n# Git\n");
    expect(skill).toMatchObject({
      fields: { name: "git", port: 80 },
      fences: "---\nname: git\nport: 80\n---",
      body: "# Git\n",
      problems: [],
    });
  });

  test("without frontmatter is all body", async () => {
    const skill = await markdown("SKILL.md", "# Git\n");
    expect(skill).toMatchObject({ fields: undefined, fences: undefined, body: "# Git\n", problems: [] });
  });

  test("with nothing between the fences has a map without fields", async () => {
    expect(await markdown("SKILL.md", "---\n---\nBody")).toMatchObject({ fields: {}, body: "Body", problems: [] });
    expect(await markdown("SKILL.md", "---\n# only a comment\n---\n")).toMatchObject({ fields: {}, problems: [] });
  });

  test.each([
    ["a list", "- a\n- b\n"],
    ["a sentence", "just words\n"],
    ["null", "~\n"],
  ])("with %s for frontmatter says that fields are expected", async (_, yaml) => {
    const skill = await markdown("SKILL.md", `---\n${yaml}---\nBody`);
    expect(skill.problems).toEqual([
      { code: "syntax", message: "frontmatter must be a map of fields", at: expect.any(String) },
    ]);
    expect(skill).toMatchObject({ fields: undefined, body: "Body" });
    expect(yaml).toContain(skill.problems[0]?.at);
  });

  test("with broken frontmatter keeps its body, and the problem's place is in the file", async () => {
    const skill = await markdown("SKILL.md", "---\nname: git\ndescription: 'open\n---\nBody");
    expect(skill).toMatchObject({ fields: undefined, body: "Body", problems: [{ code: "syntax" }] });
    expect(skill.fences).toBe("---\nname: git\ndescription: 'open\n---");
  });

  test("with frontmatter that is not closed says so", async () => {
    const skill = await markdown("SKILL.md", "---\nname: git\n");
    expect(skill.problems).toMatchObject([{ code: "syntax", at: "---" }]);
  });

  test.each([
    ["a rule across the page", "---\n# Our house\n---\nBe kind: always.\n"],
    ["a rule and no second one", "---\nBe kind: always.\n"],
    ["words between rules", "---\nBe kind.\n---\nAlways.\n"],
    ["words that are no YAML", "---\n'Be kind: always\n---\n"],
  ])("that no client reads fields of may begin with %s", async (_, text) => {
    expect(await markdown("AGENTS.md", text)).toMatchObject({ fences: undefined, body: text, problems: [] });
  });

  test("that no client reads fields of may still have some", async () => {
    expect(await markdown("AGENTS.md", "---\ntitle: House\n---\nBe kind.\n")).toMatchObject({
      fields: { title: "House" },
      body: "Be kind.\n",
    });
  });

  test("counts offsets behind a byte order mark, in UTF-16 units, CRLF included", async () => {
    const skill = await markdown("SKILL.md", "\uFEFF---\r\nname: 🚀\r\n---\r\n# Go\r\n");
    expect(skill).toMatchObject({ fields: { name: "🚀" }, fences: "---\r\nname: 🚀\r\n---", body: "# Go\r\n" });
    expect(skill.source).toMatchObject({ bom: true, bytes: 31 });
  });

  test("has an outline of its body with places in the file, made once", async () => {
    const { outline, source } = await markdown("SKILL.md", "---\nname: git\n---\n\n# Git\n\n[notes](./notes.md)\n");
    const { headings, links } = outline();
    expect(headings.map(({ text, level }) => [text, level])).toEqual([["Git", 1]]);
    expect(links.map(({ destination }) => destination)).toEqual(["./notes.md"]);
    expect(links.map(({ range }) => source.text.slice(range.start, range.end))).toEqual(["[notes](./notes.md)"]);
    expect(outline()).toBe(outline());
  });

  test("asked for an outline that nobody loaded says whose mistake that is", async () => {
    const located = locateOne("SKILL.md");
    const artifact = parse(located, bytes("# A"), await loadSyntaxes([located], { outline: false }));
    expect(() => "outline" in artifact && artifact.outline()).toThrow(/markdown was not loaded/);
  });
});

describe("data", () => {
  test.each([
    [".mcp.json", '{"mcpServers":{"a":{"command":"x"}}}', { mcpServers: { a: { command: "x" } } }],
    [".vscode/mcp.json", '{\n // why\n "servers":{},}', { servers: {} }],
    [".codex/config.toml", 'model = "gpt"\n[a.b]\nc = 1\n', { model: "gpt", a: { b: { c: 1 } } }],
    ["agent-ci.yaml", "fail-on: warning\nclients: [codex]\n", { "fail-on": "warning", clients: ["codex"] }],
    [".roomodes", '{"customModes":[]}', { customModes: [] }],
    [".roomodes", "customModes:\n  - slug: docs\n", { customModes: [{ slug: "docs" }] }],
    [
      "skills/a/agents/openai.yaml",
      "policy:\n  allow_implicit_invocation: true\n",
      { policy: { allow_implicit_invocation: true } },
    ],
  ])("%s is read as %j", async (path, text, expected) => {
    expect(await data(path, text)).toEqual({ data: expected, codes: [] });
  });

  test.each([
    [".mcp.json", "{"],
    [".mcp.json", '{"a": 1} // no comments here'],
    [".codex/config.toml", "a = "],
    ["agent-ci.yaml", "a: [1"],
  ])("%s with %j has a problem of syntax", async (path, text) => {
    expect((await data(path, text)).codes).toContain("syntax");
  });

  test.each([
    [".mcp.json", '{"__proto__":{"polluted":1},"a":1}'],
    [".codex/config.toml", "a = 1\n[__proto__]\npolluted = 1\n"],
    ["agent-ci.yaml", "__proto__:\n  polluted: 1\na: 1\n"],
  ])("a key __proto__ in %s is a key like others", async (path, text) => {
    const { data: value } = await data(path, text);
    expect(Object.keys(value ?? {}).sort()).toEqual(["__proto__", "a"]);
    expect({}).not.toHaveProperty("polluted");
  });

  test.each([
    [".mcp.json", "[".repeat(100_000)],
    ["agent-ci.yaml", "[".repeat(100_000)],
    ["agent-ci.yaml", "a: &a [1]\n".repeat(10) + "b: ".repeat(50_000)],
    [".codex/config.toml", `a = ${"[".repeat(100_000)}`],
    ["SKILL.md", `---\n${"- ".repeat(50_000)}\n---\n`],
  ])("hostile nesting in %s is a problem, not a crash", async (path, text) => {
    expect((await parsed(path, text)).problems.length).toBeGreaterThan(0);
  });
});

describe("tables", () => {
  test("have cells that know their place", async () => {
    const team = await parsed(".claude/teams/default.csv", 'agent_type,tools\ndeveloper,"Read,Write"\n');
    if (!("records" in team)) throw new Error("a team is a table");
    expect(team.records.map((cells) => cells.map(({ value }) => value))).toEqual([
      ["agent_type", "tools"],
      ["developer", "Read,Write"],
    ]);
    const tools = team.records[1]?.[1];
    expect(tools?.quoted).toBe(true);
    expect(team.source.text.slice(tools?.range.start, tools?.range.end)).toBe('"Read,Write"');
  });

  test("with an open quote have a problem", async () => {
    expect((await parsed(".claude/teams/default.csv", 'a,b\n"open,c\n')).problems).toMatchObject([{ code: "syntax" }]);
  });
});

test("plain text has its source and nothing else", async () => {
  const path = "environments/staging/.env.staging.example";
  const artifact = await parsed(path, "API_KEY=\n");
  expect(artifact).toMatchObject({
    kind: "env-file",
    path,
    syntax: "text",
    source: { text: "API_KEY=\n" },
    problems: [],
  });
});

describe("what cannot be read", () => {
  test.each(["SKILL.md", ".mcp.json", ".codex/config.toml", ".claude/teams/a.csv", "environments/a/.env.a.example"])(
    "%s says why, and nothing else",
    async (path) => {
      const artifact = await parsed(path, { ok: false, reason: "permission is denied" });
      expect(artifact.problems).toEqual([
        { code: "unreadable", message: "the file cannot be read: permission is denied" },
      ]);
      expect(artifact.source).toEqual({ path, text: "", bytes: 0, bom: false });
      expect(artifact).not.toHaveProperty("data");
    },
  );

  test.each(["SKILL.md", ".mcp.json", ".claude/teams/a.csv"])(
    "%s of 5 MiB is too large, and nothing else",
    async (path) => {
      const artifact = await parsed(path, new Uint8Array(5 * 1024 * 1024).fill(0x20));
      expect(artifact.problems.map(({ code }) => code)).toEqual(["too-large"]);
      expect(artifact.source.text).toBe("");
    },
  );

  test("bytes that are no UTF-8 are a problem beside what can be read", async () => {
    const latin1 = new Uint8Array([
      ...new TextEncoder().encode("---\nname: caf"),
      0xe9,
      ...new TextEncoder().encode("\n---\n"),
    ]);
    const skill = await markdown("SKILL.md", latin1);
    expect(skill).toMatchObject({ fields: { name: "caf\uFFFD" }, problems: [{ code: "encoding", at: "\uFFFD" }] });
  });
});

describe("only what is needed is loaded", () => {
  test.each([
    [["AGENTS.md"], false, ["yaml"]],
    [["AGENTS.md"], true, ["markdown", "yaml"]],
    [[".mcp.json"], true, ["json", "yaml"]],
    [[".vscode/mcp.json", ".codex/config.toml"], false, ["json", "toml", "yaml"]],
    [["agent-ci.yaml", "teams/a.csv"], false, ["csv", "yaml"]],
    [["environments/a/.env.a.example"], true, ["yaml"]],
    [[], true, ["yaml"]],
  ])("%j with outline %s: %j", async (paths, outline, expected) => {
    expect(Object.keys(await loadSyntaxes(paths.map(locateOne), { outline })).sort()).toEqual(expected);
  });
});
