import { geminiCliFacts } from "../gemini-cli.ts";
import { type DataForm, MAP, oneOfTexts, TEXT, TRUTH } from "./data-form.ts";

const TEXT_OR_TEXTS: DataForm = { takes: ["string", "list"], items: TEXT };

/** What Gemini CLI 0.61 asks of a file of policies; with a value of another form it applies no rule of the file. */
export const GEMINI_POLICIES: DataForm = {
  takes: ["map"],
  keys: {
    rule: {
      takes: ["list"],
      items: {
        takes: ["map"],
        needs: ["toolName", "decision", "priority"],
        keys: {
          toolName: TEXT_OR_TEXTS,
          decision: oneOfTexts(...geminiCliFacts.policies.value),
          priority: { takes: ["number"], whole: true, above: -1, most: 999 },
          subagent: TEXT,
          mcpName: TEXT,
          argsPattern: TEXT,
          commandPrefix: TEXT_OR_TEXTS,
          commandRegex: TEXT,
          modes: { takes: ["list"], items: oneOfTexts("default", "autoEdit", "yolo", "plan") },
          interactive: TRUTH,
          toolAnnotations: MAP,
          allowRedirection: TRUTH,
          denyMessage: TEXT,
          deny_message: TEXT,
        },
      },
    },
    safety_checker: { takes: ["list"] },
  },
};
