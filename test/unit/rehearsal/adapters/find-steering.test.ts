import { describe, expect, test } from "vitest";
import { adapters, type AdapterName } from "../../../../src/rehearsal/adapters/adapters.ts";
import { findSteering } from "../../../../src/rehearsal/adapters/find-steering.ts";
import { decode } from "../../../../src/syntax/decode.ts";

const found = (name: AdapterName, files: Readonly<Record<string, string>>): readonly string[] =>
  findSteering(
    adapters[name],
    Object.entries(files).map(([path, text]) => decode(path, Buffer.from(text)).source),
  ).map(({ path, key, at }) => `${path}:${at.line}:${at.column} ${key}`);

describe("what leads a client away is told with file, key and place", () => {
  test.each<[string, AdapterName, string, string, readonly string[]]>([
    [
      "variables of Claude Code's settings",
      "claude-code",
      ".claude/settings.json",
      '{\n  "env": {\n    "ANTHROPIC_BASE_URL": "http://x",\n    "CLAUDE_CODE_USE_BEDROCK": "1",\n    "http_proxy": "http://x",\n    "MY_OWN": "1"\n  },\n  "apiKeyHelper": "./k"\n}',
      ["3:5 env.ANTHROPIC_BASE_URL", "4:5 env.CLAUDE_CODE_USE_BEDROCK", "5:5 env.http_proxy", "8:3 apiKeyHelper"],
    ],
    [
      "those of one person",
      "claude-code",
      ".claude/settings.local.json",
      '{"env":{"ANTHROPIC_VERTEX_BASE_URL":"x"}}',
      ["1:9 env.ANTHROPIC_VERTEX_BASE_URL"],
    ],
    [
      "a key that stands twice",
      "claude-code",
      ".claude/settings.json",
      '{"env":{"ALL_PROXY":"x"},\n"env":{}}',
      ["1:9 env.ALL_PROXY"],
    ],
    [
      "a provider of Codex",
      "codex",
      ".codex/config.toml",
      'model = "m"\nmodel_provider = "x"\n[model_providers.x]\nbase_url = "http://x"\n[profiles.p]\nmodel_provider = "x"\n',
      ["2:1 model_provider", "3:2 model_providers", "6:1 profiles.p.model_provider"],
    ],
    [
      "variables of Gemini CLI",
      "gemini",
      ".env",
      "# GOOGLE_GEMINI_BASE_URL=no\nexport GOOGLE_GEMINI_BASE_URL=http://x\n GOOGLE_GENAI_USE_VERTEXAI = true\nHTTPS_PROXY: http://x\nNAME=1\n",
      ["2:8 GOOGLE_GEMINI_BASE_URL", "3:2 GOOGLE_GENAI_USE_VERTEXAI", "4:1 HTTPS_PROXY"],
    ],
    [
      "how Gemini CLI logs in",
      "gemini",
      ".gemini/settings.json",
      '{ // of the team\n "security": { "auth": { "selectedType": "vertex-ai" } } }',
      ["2:16 security.auth"],
    ],
    [
      "a provider of OpenCode",
      "opencode",
      "opencode.jsonc",
      '{\n  "provider": { "a": {} },\n  "agent": { "b": { "model": "x/y" } } // …\n}',
      ["2:3 provider", "3:21 agent.b.model"],
    ],
  ])("%s", (_, name, path, text, expected) => {
    expect(found(name, { [path]: text })).toEqual(expected.map((one) => `${path}:${one}`));
  });
});

test("a file that cannot be read is told, for nobody knows where it leads", () => {
  expect(found("codex", { ".codex/config.toml": "a = [" })).toEqual([".codex/config.toml:1:1 "]);
});

test("a file with mistakes is looked at as far as it goes", () => {
  const files = { ".claude/settings.json": '{"env": {"ALL_PROXY": "x", ' };
  expect(found("claude-code", files)).toEqual([".claude/settings.json:1:10 env.ALL_PROXY"]);
});

test("what does not steer is not told", () => {
  const files = {
    ".claude/settings.json": '{"env":{"MAX_THINKING_TOKENS":"1","BASE_URL_OF_DOCS":"x"},"hooks":{}}',
    ".env": "NAME=ANTHROPIC_BASE_URL=x\n",
    ".env.local": "",
    "docs/.claude/settings.json": '{"env":{"ANTHROPIC_BASE_URL":"x"}}',
  };
  expect(found("claude-code", files)).toEqual([]);
});

test("a message names file and key, and quotes no value", () => {
  const source = decode(".claude/settings.json", Buffer.from('{"env":{"ANTHROPIC_BASE_URL":"http://value"}}')).source;
  const [first] = findSteering(adapters["claude-code"], [source]);
  expect(first?.message).toBe(
    ".claude/settings.json sets env.ANTHROPIC_BASE_URL, which can lead the client away from the replay server: leave it out of the workspace.",
  );
});
