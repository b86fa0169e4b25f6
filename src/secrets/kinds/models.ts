import type { SecretKind } from "../secret-kind.ts";
import { ALNUM, alone, prefixed, WORD } from "../prefixed.ts";

/** Credentials of those who run models. */
export const MODELS: readonly SecretKind[] = [
  ...prefixed([
    ["anthropic-key", "Anthropic API key", ["sk-ant-"], `${WORD}{40,200}`, "the Anthropic console, API keys"],
    ["openrouter-key", "OpenRouter key", ["sk-or-v1-"], "[a-f0-9]{64}", "OpenRouter, Keys"],
    ["google-api-key", "Google API key", ["AIza"], `${WORD}{35}`, "Google Cloud, APIs and services, Credentials"],
    [
      "huggingface-token",
      "Hugging Face token",
      ["hf_", "api_org_"],
      "[A-Za-z]{34}",
      "Hugging Face, Settings, Access tokens",
    ],
    ["groq-key", "Groq key", ["gsk_"], `${ALNUM}{52}`, "the Groq console, API keys"],
    ["xai-key", "xAI key", ["xai-"], `${ALNUM}{80}`, "the xAI console, API keys"],
    ["perplexity-key", "Perplexity key", ["pplx-"], `${ALNUM}{48}`, "Perplexity, Settings, API"],
    ["replicate-token", "Replicate token", ["r8_"], `${ALNUM}{37}`, "Replicate, Account, API tokens"],
    [
      "langsmith-key",
      "LangSmith key",
      ["lsv2_pt_", "lsv2_sk_"],
      "[a-f0-9]{32}_[a-f0-9]{10}",
      "LangSmith, Settings, API keys",
    ],
    ["tavily-key", "Tavily key", ["tvly-"], `${WORD}{20,60}`, "Tavily, API keys"],
    ["firecrawl-key", "Firecrawl key", ["fc-"], "[a-f0-9]{32}", "Firecrawl, API keys"],
    [
      "langfuse-key",
      "Langfuse secret key",
      ["sk-lf-"],
      "[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}",
      "Langfuse, Project settings, API keys",
    ],
    ["fireworks-key", "Fireworks key", ["fw_"], `${ALNUM}{22,24}`, "Fireworks, API keys"],
    ["cerebras-key", "Cerebras key", ["csk-"], "[a-z0-9]{48}", "Cerebras Cloud, API keys"],
    ["nvidia-key", "NVIDIA API key", ["nvapi-"], `${WORD}{60,70}`, "NVIDIA NGC, API keys"],
  ]),
  {
    id: "openai-key",
    title: "OpenAI API key",
    anchors: ["T3BlbkFJ", "sk-proj-", "sk-svcacct-", "sk-admin-"],
    token: true,
    pattern: alone(String.raw`(?:sk-(?:proj|svcacct|admin)-${WORD}{40,200}|sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})`),
    revoke: "the OpenAI platform, API keys",
  },
];
