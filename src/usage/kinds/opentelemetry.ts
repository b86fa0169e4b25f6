import { type Json, objectOf, objectsOf, stringOf } from "../../model/json.ts";
import type { LogKind, LogReading, Told } from "../log-kind.ts";
import { Contradiction, count } from "../numbers.ts";
import type { Tokens, UsageRecord } from "../record.ts";
import { safeName } from "../safe-name.ts";
import { runOf } from "../seen.ts";
import { attributesOf, timeOfNano } from "./otlp.ts";
import { type MetricSums, openMetrics } from "./otlp-metrics.ts";
import { excludesCache, otelTokens } from "./otel-tokens.ts";

/**
 * Traces and metrics by the conventions for generative AI, as OTLP JSON: lines as a collector's file exporter writes
 * them, or one JSON. Old and new names are read, and of what is said under both, one.
 */
export const openTelemetry: LogKind = {
  source: "opentelemetry",
  title: "OpenTelemetry GenAI as OTLP JSON",
  claims: (head) => /^\s*(?:\[\s*)?\{\s*"resource(?:Spans|Metrics)":/.test(head),
  needles: ['"resourceSpans"', '"resourceMetrics"'],
  open: readTelemetry,
};

interface Span {
  readonly id: string;
  readonly trace: string;
  readonly parent: string;
  readonly agent?: string;
  readonly workflow?: string;
  /** Absent where it says nothing of tokens. */
  readonly used?: Used;
  /** A span below it says something of tokens: it says them again. */
  sums: boolean;
}
interface Used {
  readonly attributes: Json;
  /** Who wrote it: all that it writes is meant in one way. */
  readonly emitter: string;
  readonly ts: number | undefined;
}

function readTelemetry(told: Told): LogReading {
  const spans = new Map<string, Span>();
  const excluding = new Set<string>();
  /** Processes whose spans say what was used: their metrics say it again. */
  const traced = new Set<string>();
  const metrics = openMetrics();

  const addSpan = (span: Json, resource: string, scope: string): void => {
    const attributes = attributesOf(span["attributes"]);
    const trace = stringOf(span["traceId"]);
    const id = `${trace} ${stringOf(span["spanId"])}`;
    const isUsed = Object.keys(attributes).some((name) => name.startsWith("gen_ai.usage."));
    const emitter = `${resource} ${scope}`;
    if (isUsed) {
      traced.add(resource);
      if (excludesCache(attributes)) excluding.add(emitter);
    }
    const agent = safeName(attributes["gen_ai.agent.name"], 3);
    const workflow = safeName(attributes["gen_ai.workflow.name"], 3);
    spans.set(id, {
      id,
      trace,
      parent: `${trace} ${stringOf(span["parentSpanId"])}`,
      ...(agent !== undefined && { agent }),
      ...(workflow !== undefined && { workflow }),
      ...(isUsed && {
        used: { attributes, emitter, ts: timeOfNano(span["endTimeUnixNano"] ?? span["startTimeUnixNano"]) },
      }),
      sums: false,
    });
  };

  const above = function* (span: Span): Generator<Span> {
    const seen = new Set([span.id]);
    for (let one = spans.get(span.parent); one && !seen.has(one.id); one = spans.get(one.parent)) {
      seen.add(one.id);
      yield one;
    }
  };

  const tellSpan = (span: Span, { attributes, emitter, ts }: Used): void => {
    const chain = [span, ...above(span)];
    const agent = chain.find((one) => one.agent !== undefined)?.agent;
    const workflow = chain.find((one) => one.workflow !== undefined)?.workflow;
    told.record({
      ...described(attributes, otelTokens(attributes, excluding.has(emitter))),
      sourceId: span.id,
      ...(ts !== undefined && { ts }),
      calls: 1,
      ...runOf("opentelemetry", attributes["gen_ai.conversation.id"] ?? span.trace),
      by: { ...(agent !== undefined && { agent }), ...(workflow !== undefined && { workflow }) },
    });
  };

  return {
    line: (json) => {
      for (const one of objectsOf(json["resourceSpans"])) {
        const resource = resourceOf(one);
        for (const scoped of objectsOf(one["scopeSpans"] ?? one["instrumentationLibrarySpans"]))
          for (const span of objectsOf(scoped["spans"]))
            addSpan(span, resource, stringOf(objectOf(scoped["scope"])["name"]));
      }
      for (const one of objectsOf(json["resourceMetrics"]))
        for (const scoped of objectsOf(one["scopeMetrics"]))
          for (const metric of objectsOf(scoped["metrics"])) metrics.add(metric, resourceOf(one));
    },
    end: () => {
      for (const span of spans.values()) if (span.used) for (const one of above(span)) one.sums = true;
      for (const span of spans.values())
        if (span.used && !span.sums) guarded(told, () => span.used && tellSpan(span, span.used));
      for (const sum of metrics.sums())
        if (!traced.has(sum.resource)) guarded(told, () => told.record(metricRecord(sum)));
    },
  };
}

/** At the end of a file there is no line any more in which a contradiction could be told. */
function guarded(told: Told, tell: () => void): void {
  try {
    tell();
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error;
    told.flaw("contradictory");
  }
}

/** A process, as far as its resource tells it from others. */
function resourceOf(one: Json): string {
  const attributes = attributesOf(objectOf(one["resource"])["attributes"]);
  return ["service.namespace", "service.name", "service.instance.id", "host.name", "process.pid"]
    .map((name) => String(attributes[name] ?? ""))
    .join("\0");
}

function described(attributes: Json, tokens: Tokens) {
  const provider = safeName(attributes["gen_ai.provider.name"] ?? attributes["gen_ai.system"]);
  const tier = safeName(
    attributes["openai.response.service_tier"] ?? attributes["gen_ai.openai.response.service_tier"],
  );
  return {
    v: 1 as const,
    source: "opentelemetry" as const,
    ...(provider !== undefined && { provider }),
    model: safeName(attributes["gen_ai.response.model"] ?? attributes["gen_ai.request.model"]) ?? "",
    tier: tier === undefined || tier === "default" ? "standard" : tier,
    tokens,
  };
}

function metricRecord({ resource, attributes, tokens, calls, ts }: MetricSums): UsageRecord {
  return {
    ...described(attributes, otelTokens(tokens, excludesCache(tokens))),
    sourceId: `${resource} ${JSON.stringify(attributes)} ${ts ?? ""}`,
    ...(ts !== undefined && { ts }),
    ...(calls !== undefined && calls > 0 && { calls: count(calls) }),
    by: {},
  };
}
