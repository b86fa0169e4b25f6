import { ACTIONS, type AlertAction, ASKING, LABELS } from "./actions.ts";
import type { WrittenAlerts, WrittenReceiver } from "./written-alerts.ts";

/** A configuration of Alertmanager, with no key that version 0.25 does not know. */
export interface AlertmanagerConfig {
  readonly route: object;
  readonly receivers: readonly object[];
}

/**
 * Where the alerts of a rollout go: what asks something of it to who listens, at once; what a team has written for it
 * to that; all of them to people, of whom one alert is one message. It is a whole configuration, and its one route and
 * its receivers may be put into another.
 */
export function alertRoutes(rollout: string, { listener, receivers }: WrittenAlerts): AlertmanagerConfig {
  const others = ACTIONS.filter((action) => action !== ONCALL && receivers[action] !== undefined);
  return {
    route: {
      receiver: NOBODY,
      routes: [
        {
          matchers: [`${LABELS.rollout}="${rollout}"`],
          receiver: `${rollout}/${ONCALL}`,
          group_by: ["alertname", LABELS.rollout],
          group_wait: "10s",
          group_interval: "5m",
          repeat_interval: "4h",
          routes: [
            ...(listener ? [listenerRoute(rollout)] : []),
            ...others.map((action) => ({
              matchers: [`action="${action}"`],
              receiver: `${rollout}/${action}`,
              continue: true,
            })),
            { receiver: `${rollout}/${ONCALL}` },
          ],
        },
      ],
    },
    receivers: [
      { name: NOBODY },
      ...(listener
        ? [{ name: `${rollout}/${LISTENER}`, webhook_configs: [webhook(listener.url, listener.tokenFile)] }]
        : []),
      ...others.map((action) => receiver(rollout, action, receivers[action])),
      receiver(rollout, ONCALL, receivers[ONCALL]),
    ],
  };
}

const ONCALL: AlertAction = "notify_oncall";
const NOBODY = "nobody";
const LISTENER = "agent-ci";

/** Each alert by itself and at once; again while it fires, for what was asked in vain may be heeded by then. */
const listenerRoute = (rollout: string): object => ({
  matchers: [`${LABELS.verb}=~"${ASKING.join("|")}"`],
  receiver: `${rollout}/${LISTENER}`,
  group_by: ["..."],
  group_wait: "0s",
  group_interval: "30s",
  repeat_interval: "5m",
  continue: true,
});

function receiver(rollout: string, action: AlertAction, told: WrittenReceiver = {}): object {
  const { slack, pagerduty, email, webhook: posted } = told;
  return {
    name: `${rollout}/${action}`,
    ...(slack && {
      slack_configs: [{ channel: slack.channel, api_url_file: slack.apiUrlFile, send_resolved: true, ...SLACK_TEXT }],
    }),
    ...(pagerduty && { pagerduty_configs: [{ routing_key_file: pagerduty.routingKeyFile, severity: SEVERITY }] }),
    ...(email && {
      email_configs: [
        {
          to: email.to,
          from: email.from,
          smarthost: email.smarthost,
          ...(email.username !== undefined && { auth_username: email.username }),
          ...(email.passwordFile !== undefined && { auth_password_file: email.passwordFile }),
          send_resolved: true,
        },
      ],
    }),
    ...(posted && { webhook_configs: [webhook(posted.url, posted.tokenFile)] }),
  };
}

const webhook = (url: string, tokenFile: string | undefined): object => ({
  url,
  send_resolved: true,
  ...(tokenFile !== undefined && {
    http_config: { authorization: { type: "Bearer", credentials_file: tokenFile } },
  }),
});

/** What alerts are told of by Alertmanager's own language of templates. */
const SLACK_TEXT = {
  title: "{{ .Status }}: {{ .GroupLabels.alertname }}",
  text: "{{ range .Alerts }}{{ .Annotations.summary }} ({{ .Annotations.value }})\n{{ end }}",
};
const SEVERITY = "{{ with .CommonLabels.severity }}{{ . }}{{ else }}warning{{ end }}";
