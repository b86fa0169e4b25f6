import type { Script } from "./turn.ts";

/** A good answer to whatever a client asks, for those who only want to see what it asks. */
export const MINIMAL: Script = {
  name: "minimal",
  when: {},
  forever: true,
  turns: [{ answer: { text: "Done.", fit: true } }],
};
