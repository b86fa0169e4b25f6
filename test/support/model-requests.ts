import { identify } from "../../src/rehearsal/recordings/fingerprint.ts";
import type { Folders } from "../../src/rehearsal/recordings/volatile.ts";
import type { ModelRequest } from "../../src/rehearsal/wire/request.ts";
import type { WireName } from "../../src/rehearsal/wire/wire-name.ts";
import { wires } from "../../src/rehearsal/wire/wires.ts";

/** What differs from run to run in a request, and nothing of it in a configuration. */
export interface Circumstances {
  readonly session: string;
  readonly call: string;
  readonly date: string;
  readonly long: string;
  readonly port: number;
  readonly commit: string;
  readonly folders: Required<Folders>;
}

/** A configuration, part by part, as a client puts it into its requests. */
export interface Configuration {
  readonly system: string;
  readonly instructions: string;
  readonly skill: string;
  readonly tool: string;
  readonly model: string;
  readonly result: string;
}

const skills = ({ skill }: Configuration): string =>
  `The following skills are available for use with the Skill tool:\n\n- deploy: ${skill}\n- review: Reviews a change.`;

const environment = ({ date, long, port, folders }: Circumstances): string =>
  [
    `Working directory: ${folders.cwd}`,
    `Memory: ${folders.home}/.claude/memory, scratch: ${folders.temp}/scratch`,
    `OS Version: Linux 6.${port}.1`,
    `The preview runs at http://127.0.0.1:${port}/ and http://localhost:${port}.`,
    `Today's date is ${date} (${long}).`,
  ].join("\n");

const git = ({ commit }: Circumstances): string =>
  `gitStatus: This is the git status.\nCurrent branch: main\n\nStatus:\n(clean)\n\nRecent commits:\n${commit.slice(0, 7)} A change\n`;

const TOOL = (configuration: Configuration) => ({
  type: "object",
  properties: { command: { type: "string", description: configuration.tool } },
});

type Body = (configuration: Configuration, circumstances: Circumstances) => Readonly<Record<string, unknown>>;

/** Requests in the shape of Claude Code, Codex, Copilot CLI, Gemini CLI: the second of a conversation, behind a tool call. */
export const bodies: Readonly<Record<Exclude<WireName, "openai-embeddings">, Body>> = {
  "anthropic-messages": (of, at) => ({
    model: of.model,
    max_tokens: 1000,
    stream: true,
    metadata: { user_id: `user_${at.session}` },
    system: [
      {
        type: "text",
        text: `x-anthropic-billing-header: cc_version=2.1.332.${at.commit.slice(0, 3)}; cch=${at.commit.slice(0, 5)};`,
      },
      { type: "text", text: `${of.system}\n${git(at)}`, cache_control: { type: "ephemeral" } },
    ],
    tools: [{ name: "Bash", description: "Runs a command.", input_schema: TOOL(of) }],
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: `<system-reminder>\n${of.instructions}\n</system-reminder>` },
          { type: "text", text: "ship it" },
        ],
      },
      {
        role: "system",
        content: [{ type: "text", text: `${environment(at)}\n\n${skills(of)}\n\nToday's date is ${at.date}.` }],
      },
      {
        role: "assistant",
        content: [{ type: "tool_use", id: `toolu_${at.call}`, name: "Bash", input: { command: "ls" } }],
      },
      {
        role: "user",
        content: [{ type: "tool_result", tool_use_id: `toolu_${at.call}`, content: `${of.result} in ${at.port} ms` }],
      },
    ],
  }),
  "openai-responses": (of, at) => ({
    model: of.model,
    stream: true,
    store: false,
    prompt_cache_key: at.session,
    client_metadata: { session_id: at.session },
    tools: [{ type: "function", name: "shell", parameters: TOOL(of), strict: false }],
    input: [
      { type: "message", role: "developer", content: [{ type: "input_text", text: of.system }] },
      {
        type: "message",
        role: "developer",
        content: [{ type: "input_text", text: `<skills_instructions>\n${skills(of)}\n</skills_instructions>` }],
      },
      {
        type: "message",
        id: `msg_${at.call}`,
        role: "user",
        content: [
          {
            type: "input_text",
            text: `# AGENTS.md instructions for ${at.folders.cwd}\n\n<INSTRUCTIONS>\n${of.instructions}\n</INSTRUCTIONS>`,
          },
          { type: "input_text", text: `<environment_context>\n${environment(at)}\n</environment_context>` },
        ],
      },
      { type: "message", role: "user", content: [{ type: "input_text", text: "ship it" }] },
      {
        type: "function_call",
        id: `fc_${at.call}`,
        call_id: `call_${at.call}`,
        name: "shell",
        arguments: '{"command":"ls"}',
      },
      { type: "function_call_output", call_id: `call_${at.call}`, output: `${of.result} in ${at.port} ms` },
    ],
  }),
  "openai-chat": (of, at) => ({
    model: of.model,
    stream: true,
    user: at.session,
    stream_options: { include_usage: true },
    tools: [{ type: "function", function: { name: "bash", parameters: TOOL(of) } }],
    messages: [
      {
        role: "system",
        content: `${of.system}\n${of.instructions}\n<available_skills>\n${skills(of)}\n</available_skills>\n${environment(at)}`,
      },
      { role: "user", content: `<current_datetime>${at.date}T10:11:12Z</current_datetime>\n\nship it` },
      {
        role: "assistant",
        content: null,
        tool_calls: [
          { id: `call_${at.call}`, type: "function", function: { name: "bash", arguments: '{"command":"ls"}' } },
        ],
      },
      { role: "tool", tool_call_id: `call_${at.call}`, content: `${of.result} in ${at.port} ms` },
    ],
  }),
  gemini: (of, at) => ({
    systemInstruction: {
      role: "user",
      parts: [{ text: `${of.system}\n<available_skills>\n${skills(of)}\n</available_skills>` }],
    },
    tools: [{ functionDeclarations: [{ name: "run", parametersJsonSchema: TOOL(of) }] }],
    generationConfig: { temperature: 1 },
    contents: [
      {
        role: "user",
        parts: [{ text: `<session_context>\n${environment(at)}\n${of.instructions}\n</session_context>` }],
      },
      { role: "user", parts: [{ text: "ship it" }] },
      { role: "model", parts: [{ functionCall: { id: `call_${at.call}`, name: "run", args: { command: "ls" } } }] },
      {
        role: "user",
        parts: [
          {
            functionResponse: {
              id: `call_${at.call}`,
              name: "run",
              response: { output: `${of.result} in ${at.port} ms` },
            },
          },
        ],
      },
    ],
  }),
};

export type AgentWire = keyof typeof bodies;
export const AGENT_WIRES: readonly AgentWire[] = ["anthropic-messages", "openai-responses", "openai-chat", "gemini"];

/** A request as its wire reads it. Gemini's model stands in its address. */
export function askedOn(wire: AgentWire, configuration: Configuration, circumstances: Circumstances): ModelRequest {
  return wires[wire].ask(
    bodies[wire](configuration, circumstances),
    `/v1beta/models/${configuration.model}:streamGenerateContent`,
    "alt=sse",
  );
}

export const identityOn = (wire: AgentWire, configuration: Configuration, circumstances: Circumstances) =>
  identify(askedOn(wire, configuration, circumstances), circumstances.folders);
