import { isObject, stringOf } from "../../model/json.ts";
import type { LogFile, LogKind, LogReading, Told } from "../log-kind.ts";
import { asTokens, type CodexTokens, codexTokens, gained, isNone, keyOfTokens } from "./openai-usage.ts";

/**
 * What `codex exec --json` prints. `turn.completed` tells the counter of the whole thread, with all that was before it
 * was resumed or forked; nothing tells the model.
 */
export const codexExec: LogKind = {
  source: "codex-exec",
  title: "output of codex exec --json",
  summary: true,
  claims: (head) => /"type":\s*"(?:thread\.started|turn\.completed)"/.test(head),
  needles: ['"thread.started"', '"turn.completed"'],
  open: readExec,
};

const NONE: CodexTokens = { input: 0, cached: 0, written: 0, output: 0, reasoning: 0 };

function readExec(told: Told, { shared }: LogFile): LogReading {
  let thread = "";
  return {
    line: (json) => {
      if (json["type"] === "thread.started") thread = stringOf(json["thread_id"]);
      if (json["type"] !== "turn.completed" || !isObject(json["usage"]) || shared.has(`session ${thread}`)) return;
      const now = codexTokens(json["usage"]);
      // The output of each run of a thread is a file of its own, and any of them may be read first.
      const key = `codex-exec ${thread}`;
      const before = parse(shared.get(key));
      const used = gained(now, before);
      if (!used || isNone(used)) return;
      shared.set(key, keyOfTokens(now));
      told.record({
        v: 1,
        source: "codex-exec",
        sourceId: `${thread} ${keyOfTokens(now)}`,
        model: "",
        tier: "standard",
        tokens: asTokens(used),
        by: { agent: "main" },
      });
    },
    end: () => {},
  };
}

function parse(key: string | undefined): CodexTokens {
  if (key === undefined) return NONE;
  const [input = 0, cached = 0, written = 0, output = 0, reasoning = 0] = key.split("/").map(Number);
  return { input, cached, written, output, reasoning };
}
