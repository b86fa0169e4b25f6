import type { Measurement } from "../../model/measurement.ts";
import type { Report } from "../../model/report.ts";
import { safeJson } from "../escape/json.ts";
import { isOver } from "../amount.ts";
import type { Reporter } from "../reporter.ts";

/**
 * A badge as https://shields.io/badges/endpoint-badge reads it (read 2026-11-25): the tokens of the client that loads
 * most with every request, or the verdict where no tokens were counted.
 */
export const badge: Reporter = ({ report, verdict }) => {
  const largest = heaviest(report);
  const message = largest ? `${short(largest)} tokens` : verdict.result;
  const failed = verdict.result === "fail" || (largest !== undefined && isOver(largest));
  const color = failed ? "red" : verdict.result === "pass" ? "brightgreen" : "yellow";
  return safeJson({ schemaVersion: 1, label: largest ? "agent context" : "agent-ci", message, color });
};

function heaviest({ measurements }: Report): Measurement | undefined {
  const loads = measurements.filter(
    ({ metric, labels }) => metric === "tokens" && labels["when"] === "always" && labels["folder"] !== undefined,
  );
  return loads.reduce<Measurement | undefined>(
    (best, one) => (best && best.value >= one.value ? best : one),
    undefined,
  );
}

/** `987`, `≈12k`: an estimate says so. */
function short({ value, low }: Measurement): string {
  const text = value < 10_000 ? String(value) : `${Math.round(value / 1000)}k`;
  return low === undefined ? text : `≈${text}`;
}
