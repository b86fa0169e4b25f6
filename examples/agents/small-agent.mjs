// A small agent: Node alone, nothing to install. It reads AGENTS.md and the skills of its folder, asks a model of
// Anthropic's kind at ANTHROPIC_BASE_URL, runs the tools that the model calls, and prints the last answer.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";

const MOST_TURNS = 10;
const FOLDERS = ["skills", ".claude/skills", ".agents/skills"];

const read = (path) => readFile(path, "utf8").catch(() => undefined);

/** Names and descriptions of the skills, as they are listed to the model. */
async function skills() {
  const found = [];
  for (const folder of FOLDERS)
    for (const name of await readdir(folder).catch(() => [])) {
      const path = `${folder}/${name}/SKILL.md`;
      const body = await read(path);
      if (body === undefined) continue;
      const [, description = ""] = /^description:[ \t]*(.*)$/m.exec(body) ?? [];
      found.push({ name, path, description: description.replace(/^["']|["']$/g, "") });
    }
  return found;
}

const known = await skills();
const tools = {
  Skill: {
    description: "Loads a skill by its name.",
    input_schema: { type: "object", properties: { skill: { type: "string" } }, required: ["skill"] },
    run: async ({ skill }) => (await read(known.find(({ name }) => name === skill)?.path)) ?? `There is no skill ${skill}.`,
  },
  Read: {
    description: "Reads a file.",
    input_schema: { type: "object", properties: { path: { type: "string" } }, required: ["path"] },
    run: async ({ path }) => (await read(path)) ?? `There is no file ${path}.`,
  },
  Write: {
    description: "Writes a file.",
    input_schema: {
      type: "object",
      properties: { path: { type: "string" }, text: { type: "string" } },
      required: ["path", "text"],
    },
    run: async ({ path, text: contents }) => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, contents);
      return `Wrote ${path}.`;
    },
  },
};

const system = [
  "You are a small agent.",
  await read("AGENTS.md"),
  known.length > 0 &&
    `<available_skills>\n${known.map(({ name, description }) => `- ${name}: ${description}`).join("\n")}\n</available_skills>`,
].filter(Boolean);

/** One request; throws with the words of the server. */
async function ask(messages) {
  const response = await fetch(`${process.env.ANTHROPIC_BASE_URL}/v1/messages`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "anthropic-version": "2023-06-01",
      "x-api-key": process.env.ANTHROPIC_API_KEY ?? "",
      "user-agent": "small-agent/1.0",
    },
    body: JSON.stringify({
      model: process.env.MODEL ?? "claude-sonnet-5",
      max_tokens: 1024,
      system: system.map((one) => ({ type: "text", text: one })),
      tools: Object.entries(tools).map(([name, { run: _, ...tool }]) => ({ name, ...tool })),
      messages,
    }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error?.message ?? `status ${response.status}`);
  return answer;
}

const prompt = process.argv[2] ?? (await text(process.stdin));
const messages = [{ role: "user", content: prompt }];
try {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const { content } = await ask(messages);
    messages.push({ role: "assistant", content });
    const calls = content.filter(({ type }) => type === "tool_use");
    if (calls.length === 0) {
      console.log(content.map((part) => part.text ?? "").join(""));
      process.exit(0);
    }
    const results = [];
    for (const { id, name, input } of calls) {
      const result = tools[name] ? await tools[name].run(input) : `There is no tool ${name}.`;
      results.push({ type: "tool_result", tool_use_id: id, content: result });
    }
    messages.push({ role: "user", content: results });
  }
  throw new Error(`more than ${MOST_TURNS} turns`);
} catch (error) {
  console.error(`small-agent: ${error.message}`);
  process.exitCode = 1;
}
