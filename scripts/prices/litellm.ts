// What LiteLLM's book has: read from the wheel that PyPI serves, unpacked with Python, which is a tool of development.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const LITELLM = "1.110.2";

export type LitellmModel = Readonly<Record<string, unknown>> & { readonly litellm_provider?: string };

const READ = `
import glob, sys, zipfile
wheel, = glob.glob(sys.argv[1] + "/*.whl")
name = "litellm/model_prices_and_context_window_backup.json"
sys.stdout.buffer.write(zipfile.ZipFile(wheel).read(name))
`;

export function litellmBook(): Readonly<Record<string, LitellmModel>> {
  const folder = mkdtempSync(join(tmpdir(), "agent-ci-litellm-"));
  try {
    const wanted = ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, `litellm==${LITELLM}`];
    execFileSync("python3", wanted, { stdio: ["ignore", "ignore", "inherit"] });
    return JSON.parse(execFileSync("python3", ["-c", READ, folder], { encoding: "utf8", maxBuffer: 64 << 20 }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Its names of providers, ours, and what it writes before the name of a model. */
export const PROVIDERS: Readonly<Record<string, { readonly provider: string; readonly before: string }>> = {
  anthropic: { provider: "anthropic", before: "" },
  openai: { provider: "openai", before: "" },
  gemini: { provider: "google", before: "gemini/" },
  "vertex_ai-language-models": { provider: "google", before: "" },
  "vertex_ai-anthropic_models": { provider: "google", before: "vertex_ai/" },
  xai: { provider: "x-ai", before: "xai/" },
  deepseek: { provider: "deepseek", before: "deepseek/" },
  mistral: { provider: "mistral", before: "mistral/" },
  bedrock: { provider: "aws", before: "" },
  bedrock_converse: { provider: "aws", before: "" },
  azure: { provider: "azure", before: "azure/" },
};

/** Its keys of what tokens are charged for. */
export const LITELLM_KEYS = {
  input: "input_cost_per_token",
  output: "output_cost_per_token",
  cacheRead: "cache_read_input_token_cost",
  cacheWrite5m: "cache_creation_input_token_cost",
  cacheWrite1h: "cache_creation_input_token_cost_above_1hr",
} as const;

/** Dollars per million tokens. */
export function perMillion(model: LitellmModel, key: string): number | undefined {
  const price = model[key];
  return typeof price === "number" ? Number((price * 1e6).toPrecision(12)) : undefined;
}
