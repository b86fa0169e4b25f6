import { renderYaml } from "../../syntax/render-yaml.ts";
import type { RolloutSpec } from "../spec/spec.ts";
import { type CompiledAlerts, compileAlerts } from "./alert-rules.ts";
import { alertRoutes } from "./routes.ts";

export interface AlertFiles {
  /** Path → text, the same for the same specification. */
  readonly files: ReadonlyMap<string, string>;
  readonly leftOut: CompiledAlerts["leftOut"];
  /** What the files leave undone, for who reads them. */
  readonly notices: readonly string[];
}

/** A specification → what Prometheus and Alertmanager are given of it. Without alerts there are no files. */
export function alertFiles(spec: RolloutSpec): AlertFiles {
  const { name } = spec;
  const { alerts } = spec.spec;
  const { rules, leftOut } = compileAlerts(spec);
  if (rules.length === 0) return { files: new Map(), leftOut, notices: [] };
  const head = [
    `# Of the rollout ${name}, by \`agent-ci rollout alerts\`: change the specification, and write it anew.`,
  ];
  const left = leftOut.map(({ metric, why }) => `# Left to ticks: ${metric}: ${why}.`);
  return {
    files: new Map([
      [`${name}.rules.yml`, withHead([...head, ...left], { groups: [{ name: `agent-ci/${name}`, rules }] })],
      [`${name}.alertmanager.yml`, withHead(head, alertRoutes(name, alerts))],
    ]),
    leftOut,
    notices: [
      ...(alerts.listener ? [] : ["No alert changes the rollout: `alerts.listener` says where it is listened for."]),
      ...(alerts.receivers.notify_oncall
        ? []
        : ["Nobody is told of alerts: `alerts.receivers.notify_oncall` says who."]),
    ],
  };
}

const withHead = (lines: readonly string[], data: object): string =>
  `${lines.map((line) => `${line.replaceAll(/\s+/g, " ")}\n`).join("")}${renderYaml(data)}`;
