/** Options of whatever runs scenarios. */
export const scenario = {
  name: "scenario",
  type: "string",
  value: "id|file|pattern",
  multiple: true,
  summary: "Run only this scenario; repeatable.",
} as const;

export const tag = {
  name: "tag",
  type: "string",
  value: "tag",
  multiple: true,
  summary: "Run only scenarios with this tag; repeatable.",
} as const;

export const recordings = {
  name: "recordings",
  type: "string",
  value: "folder",
  summary:
    "A folder of further recordings, such as one from a cache: they answer what those in git do not, and prove nothing. Not in a request, which could write it.",
} as const;

export const repeat = {
  name: "repeat",
  type: "string",
  value: "n",
  summary: "Run each case so often, whatever it says.",
} as const;

export const ephemeralRunner = {
  name: "ephemeral-runner",
  type: "boolean",
  summary: "Nothing of this runner survives the job: it may rehearse what comes from forks.",
} as const;

export const allowJavascript = {
  name: "allow-javascript",
  type: "boolean",
  summary: "Let `javascript` expectations run, shut in like the agent.",
} as const;

export const keepTexts = {
  name: "keep-texts",
  type: "boolean",
  doors: ["terminal"],
  summary: "Keep the texts of system prompts, and not only what tells them apart: some are the vendor's own.",
} as const;
