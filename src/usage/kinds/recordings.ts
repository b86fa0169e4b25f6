import { type Json, objectOf } from "../../rehearsal/wire/json.ts";
import { readRecording } from "../../rehearsal/recordings/recording-file.ts";
import { idOf, readingOf, type Recording } from "../../rehearsal/recordings/recording.ts";
import type { Usage } from "../../rehearsal/wire/reading.ts";
import type { LogKind, LogReading, Told } from "../log-kind.ts";
import { NO_TOKENS, type UsageRecord } from "../record.ts";
import { safeName } from "../safe-name.ts";
import { claudeUsage } from "./claude-usage.ts";

/** Our own recordings for dry runs, one file for each answer: what it took to record them. They have no time. */
export const recordingFiles: LogKind = {
  source: "dry-run",
  title: "recordings of dry runs",
  claims: (head) => /"wire":\s*"/.test(head) && /"fingerprint":\s*\{/.test(head) && /"conversation":\s*"/.test(head),
  needles: ['"fingerprint"'],
  open: readFiles,
};

function readFiles(told: Told): LogReading {
  return {
    line: (json) => {
      const read = readRecording(JSON.stringify(json));
      if (!read.ok) return told.flaw("unreadable");
      const { usage } = readingOf(read.recording);
      if (usage) told.record(recordOf(read.recording, usage));
    },
    end: () => {},
  };
}

function recordOf(recording: Recording, usage: Usage): UsageRecord {
  const { model } = readingOf(recording);
  return {
    v: 1,
    source: "dry-run",
    sourceId: idOf(recording.key),
    model: safeName(model) ?? "",
    ...servedBy(recording, usage),
    calls: 1,
    ...(usage.partial && { partial: true }),
    by: {},
  };
}

type Served = Pick<UsageRecord, "provider" | "tier" | "tokens" | "items">;

/** Anthropic says all of it in the usage; others say beside it which service has served. */
function servedBy({ wire, response }: Recording, usage: Usage): Served {
  if (wire === "anthropic-messages") return { provider: "anthropic", ...anthropic(usage.raw) };
  const { input, output, cacheRead = 0, cacheWrite = 0, reasoning = 0 } = usage;
  const said = Buffer.from(response.body)
    .toString("utf8")
    .matchAll(/"service_tier":\s*"(\w{1,30})"/g);
  const tier = [...said].at(-1)?.[1] ?? "default";
  return {
    ...(wire === "gemini" && { provider: "google" }),
    tier: tier === "default" || tier === "auto" ? "standard" : tier,
    tokens: { ...NO_TOKENS, uncached: input, cacheRead, cacheWrite5m: cacheWrite, output, reasoning },
  };
}

function anthropic(raw: Json): Omit<Served, "provider"> {
  const { tokens, tier, items } = claudeUsage(objectOf(raw));
  return { tokens, tier, ...(items && { items }) };
}
