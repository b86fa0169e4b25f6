import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

const FILES = 40;
const PROJECTS = 5;
const START = Date.UTC(2026, 9, 1);

/**
 * Sessions as Claude Code 2.1.332 writes them: what a tool gave back, then an answer of which each block of content has
 * a line with the same usage. The same for the same size. How many bytes they are.
 */
export function writeSessions(folder: string, size: number): number {
  const next = numbers(42);
  let written = 0;
  for (let file = 0; file < FILES; file++) {
    const project = join(folder, `-home-user-project-${file % PROJECTS}`);
    mkdirSync(project, { recursive: true });
    const session = `${String(file).padStart(8, "0")}-0000-4000-8000-000000000000`;
    const open = openSync(join(project, `${session}.jsonl`), "w");
    let lines: string[] = [];
    for (let length = 0, turn = 0; length < size / FILES; turn++) {
      const told = turnOf(session, file, turn, next);
      for (const line of told) length += line.length;
      lines.push(...told);
      if (lines.length < 500) continue;
      written += writeSync(open, lines.join(""));
      lines = [];
    }
    written += writeSync(open, lines.join(""));
    closeSync(open);
  }
  return written;
}

type Next = () => number;

function turnOf(session: string, file: number, turn: number, next: Next): readonly string[] {
  const at = new Date(START + file * 3_600_000 + turn * 7000).toISOString();
  const uuid = (part: number): string => `${session.slice(0, 8)}-${String(turn).padStart(8, "0")}-${part}`;
  const line = (part: number, body: object): string =>
    `${JSON.stringify({
      parentUuid: uuid(part - 1),
      isSidechain: false,
      ...body,
      uuid: uuid(part),
      timestamp: at,
      userType: "external",
      entrypoint: "sdk-cli",
      cwd: "/home/user/project",
      sessionId: session,
      version: "2.1.332",
      gitBranch: "main",
    })}\n`;
  const id = `${file}-${turn}`;
  const written = Math.floor(next() * 3000);
  const usage = {
    input_tokens: Math.floor(next() * 50),
    cache_creation_input_tokens: written,
    cache_read_input_tokens: Math.floor(next() * 150_000),
    output_tokens: Math.floor(next() * 2000),
    output_tokens_details: { thinking_tokens: 0 },
    server_tool_use: { web_search_requests: 0, web_fetch_requests: 0 },
    service_tier: "standard",
    cache_creation: { ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: written },
    inference_geo: "",
    iterations: [],
    speed: "standard",
  };
  const model = next() < 0.2 ? "claude-haiku-4-5-20251001" : "claude-sonnet-4-6";
  const given = text(next() < 0.1 ? next() * 30_000 : next() * 3000, next);
  const blocks = Array.from({ length: 1 + Math.floor(next() * 3) }, () => text(200 + next() * 1500, next));
  return [
    line(0, { type: "user", message: { role: "user", content: [{ type: "tool_result", content: given }] } }),
    ...blocks.map((block, index) =>
      line(index + 1, {
        message: {
          id: `msg_${id}`,
          type: "message",
          role: "assistant",
          model,
          content: [{ type: "text", text: block }],
          stop_reason: "tool_use",
          stop_sequence: null,
          usage,
          stop_details: null,
        },
        apiBlockIndex: index,
        requestId: `req_${id}`,
        type: "assistant",
      }),
    ),
  ];
}

const PROSE = 'The function reads a line,\nlooks for "usage" in it, and goes on; what it finds is {kept: true}. ';

function text(length: number, next: Next): string {
  const from = Math.floor(next() * PROSE.length);
  return PROSE.repeat(Math.ceil(length / PROSE.length) + 1).slice(from, from + Math.floor(length));
}

/** The same numbers from 0 to 1 in every run. */
function numbers(seed: number): Next {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
