import type { Settings } from "../../config/schema.ts";
import type { Notifying } from "../../deploying/tell-notices.ts";
import { type Receiver, tellReceiver } from "../../host/notifying/tell-receiver.ts";
import { UsageError } from "../../model/usage-error.ts";
import { TRIGGERS } from "../../rollout/notices/notice.ts";
import { redact } from "../../secrets/redact.ts";
import type { World } from "../../workspace/world.ts";

type Notifications = Settings["notifications"];
type WrittenReceiver = NonNullable<Notifications["receivers"]>[string];

/**
 * Who is told of what, by the configuration. Throws UsageError where it names a receiver that it does not have. What a
 * variable lacks is said where somebody should have been told: a rollout goes on without.
 */
export function notifyingOf(world: World, notifications: Notifications): Notifying {
  const receivers = expectReceivers(notifications);
  return {
    subscriptions: notifications,
    tell: async (name, { notice, state }, patience) => {
      const written = Object.hasOwn(receivers, name) ? receivers[name] : undefined;
      if (!written) return "there is no such receiver any longer";
      const receiver = receiverOf(world, written);
      // What a job or a provider printed may hold anything.
      return typeof receiver === "string"
        ? receiver
        : tellReceiver(receiver, { notice: { ...notice, why: redact(notice.why) }, state }, patience);
    },
  };
}

/** The receivers by name. Throws UsageError where one is named that is not there, or takes what is nobody's to take. */
function expectReceivers(notifications: Notifications): Readonly<Record<string, WrittenReceiver>> {
  const receivers = notifications.receivers ?? {};
  for (const trigger of TRIGGERS)
    for (const name of notifications[trigger] ?? [])
      if (!Object.hasOwn(receivers, name))
        throw new UsageError(
          `notifications: ${trigger} tells "${name}", and there is no such receiver. There is: ${Object.keys(receivers).join(", ") || "none"}.`,
        );
  for (const [name, receiver] of Object.entries(receivers)) {
    const taken = variablesIn(receiver).find(isTaken);
    if (taken !== undefined)
      throw new UsageError(
        `notifications: the receiver "${name}" takes ${taken}, which is for nobody else. Give it a variable of its own.`,
      );
  }
  return receivers;
}

/** The variables that those take who are told of something. Throws the same. */
export function receiverVariables(notifications: Notifications): readonly string[] {
  const receivers = expectReceivers(notifications);
  const told = new Set(TRIGGERS.flatMap((trigger) => notifications[trigger] ?? []));
  const named = Object.entries(receivers).flatMap(([name, one]) => (told.has(name) ? variablesIn(one) : []));
  return [...new Set(named)];
}

/** What a forge or agent-ci itself holds, such as the token of a job and the key that signs. */
export const isTaken = (variable: string): boolean => NOT_GIVEN.test(variable);
const NOT_GIVEN = /^(?:AGENT_CI|GITHUB|GH|GLAB|ACTIONS|RUNNER|CI|GITLAB)_/;

/** The variables that a receiver takes its secrets from. */
const variablesIn = (receiver: WrittenReceiver): readonly string[] =>
  Object.values(receiver)
    .flatMap((way) => (way === undefined ? [] : Object.values(way)))
    .flatMap((value) => (typeof value === "string" && value.startsWith("$") ? [value.slice(1)] : []));

/** With its secrets; or why it has none. */
function receiverOf(world: World, { slack, pagerduty, email, webhook }: WrittenReceiver): Receiver | string {
  const missing: string[] = [];
  const secret = (written: string): string => {
    const name = written.slice(1);
    const value = world.env[name] ?? "";
    if (value === "") missing.push(name);
    else world.found?.(value);
    return value;
  };
  const optional = (written: string | undefined): string | undefined =>
    written === undefined ? undefined : secret(written);
  const receiver = ((): Receiver | undefined => {
    if (slack) return { kind: "slack", url: secret(slack.url) };
    if (pagerduty) return { kind: "pagerduty", url: pagerduty.url, routingKey: secret(pagerduty["routing-key"]) };
    if (webhook)
      return {
        kind: "webhook",
        url: webhook.url.startsWith("$") ? secret(webhook.url) : webhook.url,
        secret: optional(webhook.secret),
      };
    if (!email) return undefined;
    const { host, port, from, to } = email;
    return { kind: "email", host, port, from, to, user: optional(email.user), password: optional(email.password) };
  })();
  if (!receiver) return "it says no way to tell somebody";
  return missing.length > 0 ? `${missing.join(", ")} is not set` : receiver;
}
