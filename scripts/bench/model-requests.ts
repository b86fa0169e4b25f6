import { seeded } from "../../test/support/seeded.ts";

const SIZE = 110_000;
const TOOLS = 24;

/** Requests like Claude Code's, all for one conversation, each with a session, ids and a date of its own. */
export function modelRequests(count: number): readonly string[] {
  const next = seeded(15);
  const words = (length: number): string => {
    let text = "";
    while (text.length < length) text += `${next(36 ** 4).toString(36)} `;
    return text;
  };
  const system = words(7_000);
  const skills = `The following skills are available for use with the Skill tool:\n\n- deploy: ${words(6_000)}`;
  const each = (SIZE - system.length - skills.length - 3_000) / TOOLS - 150;
  const tools = Array.from({ length: TOOLS }, (_, at) => ({
    name: `Tool${at}`,
    description: words(each),
    input_schema: { type: "object", properties: { path: { type: "string", description: "Where." } } },
  }));
  return Array.from({ length: count }, (_, at) => {
    const call = `toolu_01${String(at).padStart(18, "0")}`;
    return JSON.stringify({
      model: "claude-x",
      max_tokens: 32_000,
      stream: true,
      metadata: { user_id: `user_${at}` },
      system: [{ type: "text", text: `${system}\nToday's date is 2026-11-${String((at % 28) + 1).padStart(2, "0")}.` }],
      tools,
      messages: [
        {
          role: "user",
          content: [
            { type: "text", text: `<system-reminder>\n${skills}\n</system-reminder>` },
            { type: "text", text: "ship it" },
          ],
        },
        { role: "assistant", content: [{ type: "tool_use", id: call, name: "Tool1", input: { path: "a" } }] },
        { role: "user", content: [{ type: "tool_result", tool_use_id: call, content: "found" }] },
      ],
    });
  });
}
