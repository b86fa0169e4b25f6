import { findAgent } from "../../host/sandbox/find-agent.ts";
import { layOutWorkspace } from "../../host/sandbox/lay-out-workspace.ts";
import { runIsolated } from "../../host/sandbox/run-isolated.ts";
import { describeEnd } from "../../rehearsal/describe-end.ts";
import type { Evaluated } from "../../rehearsal/assertions/assertion.ts";
import { isObject, type Json, parsed } from "../../model/json.ts";
import type { Stage } from "./stage.ts";

const LIMITS = { timeMs: 10_000, graceMs: 500, outputBytes: 1024 * 1024, processes: 16 };

/** Reads code and what it may know; an expression, or a function's body where it has several lines or returns. */
const PROGRAM = `
const { code, context } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const body = /\\n|\\breturn\\b/.test(code.trim()) ? code : "return (" + code + ");";
(async () => {
  try {
    const value = await new Function("output", "context", body)(context.output, context);
    return { ok: true, value: value === undefined ? null : value };
  } catch (error) {
    return { ok: false, reason: "it throws " + String(error).slice(0, 300) };
  }
})().then((said) => process.stdout.write("\\n" + JSON.stringify(said)));
`;

/** Runs code of a scenario as shut in as an agent, in an empty folder and without a model. */
export async function evaluateCode(code: string, context: Json, { ground, env, untrusted }: Stage): Promise<Evaluated> {
  const node = findAgent(["node"], env, untrusted);
  if (!node) return { ok: false, reason: "there is no `node` on PATH" };
  const laid = layOutWorkspace(new Map(), undefined);
  try {
    const ran = await runIsolated(ground, {
      workspace: laid.workspace,
      home: laid.home,
      visible: node.visible,
      hidden: untrusted,
      limits: LIMITS,
      start: () => ({ program: node.program, args: ["-e", PROGRAM], input: JSON.stringify({ code, context }) }),
    });
    const ended = describeEnd(ran.ended);
    if (ended !== undefined) return { ok: false, reason: ended.replace(/\.$/, "") };
    const said = parsed(ran.stdout.text.slice(ran.stdout.text.lastIndexOf("\n") + 1));
    if (!isObject(said)) return { ok: false, reason: "what it gives is no JSON" };
    return said["ok"] === true
      ? { ok: true, value: said["value"] }
      : { ok: false, reason: String(said["reason"]).slice(0, 300) };
  } finally {
    laid.remove();
  }
}
