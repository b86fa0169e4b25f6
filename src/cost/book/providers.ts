/** Other names of the book's providers: those of OpenTelemetry, of LiteLLM and of clients. */
const ALSO: Readonly<Record<string, string>> = {
  "aws.bedrock": "aws",
  "amazon-bedrock": "aws",
  bedrock: "aws",
  bedrock_converse: "aws",
  "azure.ai.openai": "azure",
  "azure.ai.inference": "azure",
  azure_ai: "azure",
  copilot: "github-copilot",
  github_copilot: "github-copilot",
  gemini: "google",
  "gcp.gemini": "google",
  "gcp.gen_ai": "google",
  "gcp.vertex_ai": "google",
  "google-vertex": "google",
  vertex_ai: "google",
  mistral_ai: "mistral",
  mistralai: "mistral",
  moonshot: "moonshotai",
  x_ai: "x-ai",
  xai: "x-ai",
};

export const providerOf = (name: string): string => {
  const lower = name.trim().toLowerCase();
  return Object.hasOwn(ALSO, lower) ? (ALSO[lower] ?? lower) : lower;
};

/**
 * Whose model it is where nobody says who served it, the first one first. Those who sell others' models under the same
 * names at other prices are never guessed.
 */
export const MAKERS = [
  "anthropic",
  "openai",
  "google",
  "x-ai",
  "deepseek",
  "mistral",
  "moonshotai",
  "zai",
  "aws",
] as const;
