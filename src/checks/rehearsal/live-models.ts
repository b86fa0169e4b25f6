import { join } from "node:path";
import type { Upstream, Vendor } from "../../host/models/options.ts";
import { writeRecording } from "../../host/models/recording-files.ts";
import { UsageError } from "../../model/usage-error.ts";
import { adapters } from "../../rehearsal/adapters/adapters.ts";
import {
  type Amounts,
  NO_AMOUNTS,
  type RecordingBudget,
  addAmounts,
  UNITS,
} from "../../rehearsal/recordings/budget.ts";
import type { CallPrices } from "../../rehearsal/recordings/call-prices.ts";
import type { AgentScenario, Scenario } from "../../rehearsal/scenarios/scenario.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Live } from "./stage.ts";

/** How somebody wants it to be recorded. */
export interface RecordAsked {
  readonly mode: Live["mode"];
  /** Addresses in the place of the vendors' own. */
  readonly upstream: Readonly<Partial<Record<Vendor, string>>>;
  readonly budget: RecordingBudget;
  readonly keepErrors: readonly number[];
  readonly keepTexts: boolean;
  /** One folder for the answers of all scenarios, in the place of theirs. */
  readonly into?: string;
}

/**
 * Where each vendor is, which variable holds its key, and how the key is sent.
 * Read in the vendors' documentation, 2026-11-30.
 */
export const VENDORS: Readonly<
  Record<
    Vendor,
    { readonly url: string; readonly key: string; readonly header: (key: string) => Record<string, string> }
  >
> = {
  anthropic: { url: "https://api.anthropic.com", key: "ANTHROPIC_API_KEY", header: (key) => ({ "x-api-key": key }) },
  openai: {
    url: "https://api.openai.com",
    key: "OPENAI_API_KEY",
    header: (key) => ({ authorization: `Bearer ${key}` }),
  },
  gemini: {
    url: "https://generativelanguage.googleapis.com",
    key: "GEMINI_API_KEY",
    header: (key) => ({ "x-goog-api-key": key }),
  },
};

const BY_WIRE = {
  "anthropic-messages": ["anthropic"],
  "openai-responses": ["openai"],
  "openai-chat": ["openai"],
  gemini: ["gemini"],
} as const satisfies Record<string, readonly Vendor[]>;

/** The real models, with a budget that all cases share. Throws UsageError where a key is missing. */
export function liveModels(
  { place }: Workspace,
  env: Readonly<Record<string, string | undefined>>,
  scenarios: readonly Scenario[],
  asked: RecordAsked,
  prices: CallPrices,
): Live {
  let spent: Amounts = NO_AMOUNTS;
  return {
    mode: asked.mode,
    upstream: upstreamsFor(scenarios, env, asked.upstream),
    keepErrors: asked.keepErrors,
    keepTexts: asked.keepTexts,
    prices,
    budget: () =>
      Object.fromEntries(
        UNITS.flatMap((unit) => {
          const limit = asked.budget[unit];
          return limit === undefined ? [] : [[unit, Math.max(0, limit - spent[unit])]];
        }),
      ),
    spend: (used) => {
      spent = addAmounts(spent, used);
    },
    keep: (folder, recording, file) =>
      asked.into === undefined
        ? writeRecording(join(place.top, place.prefix), folder, recording, file)
        : writeRecording(asked.into, "", recording, file),
  };
}

function upstreamsFor(
  scenarios: readonly Scenario[],
  env: Readonly<Record<string, string | undefined>>,
  addresses: RecordAsked["upstream"],
): Readonly<Partial<Record<Vendor, Upstream>>> {
  const agents = scenarios.filter((one): one is AgentScenario => one.kind === "agent");
  const needed = new Set(agents.flatMap(vendorsOf));
  const found: Partial<Record<Vendor, Upstream>> = {};
  for (const vendor of needed) {
    const { url, key, header } = VENDORS[vendor];
    const value = env[key];
    if (value !== undefined && value !== "") found[vendor] = { url: addresses[vendor] ?? url, headers: header(value) };
  }
  if (Object.keys(found).length > 0) return found;
  const keys = [...needed].map((vendor) => VENDORS[vendor].key);
  throw new UsageError(`Recording needs a real key: set ${keys.join(" or ")}. The agent itself gets a false one.`);
}

/** A program of somebody's own may speak to any of them. */
function vendorsOf({ adapter }: AgentScenario): readonly Vendor[] {
  const wire = adapter === "http" ? undefined : adapters[adapter].wire;
  return wire === undefined ? ["anthropic", "openai", "gemini"] : BY_WIRE[wire];
}
