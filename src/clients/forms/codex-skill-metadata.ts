import { type DataForm, TRUTH } from "./data-form.ts";

const maybe = (form: DataForm): DataForm => ({ ...form, takes: [...form.takes, "null"] });
/** Numbers, true and false it takes for texts. */
const WORD: DataForm = { takes: ["string", "number", "boolean", "null"] };

/** What Codex 0.171 asks of a skill's agents/openai.yaml; where a value is of another form, it takes nothing of it. */
export const CODEX_SKILL_METADATA: DataForm = {
  takes: ["map"],
  keys: {
    interface: maybe({
      takes: ["map"],
      keys: {
        display_name: WORD,
        short_description: WORD,
        icon_small: WORD,
        icon_large: WORD,
        brand_color: WORD,
        default_prompt: WORD,
      },
    }),
    policy: maybe({
      takes: ["map"],
      keys: {
        allow_implicit_invocation: maybe(TRUTH),
        products: maybe({
          takes: ["list"],
          items: { takes: ["string"], values: ["chatgpt", "codex", "atlas", "CHATGPT", "CODEX", "ATLAS"] },
        }),
      },
    }),
    dependencies: maybe({
      takes: ["map"],
      keys: {
        tools: maybe({
          takes: ["list"],
          items: maybe({
            takes: ["map"],
            keys: { type: WORD, value: WORD, description: WORD, transport: WORD, command: WORD, url: WORD },
          }),
        }),
      },
    }),
  },
};
