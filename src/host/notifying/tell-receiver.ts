import { createHmac, hash } from "node:crypto";
import {
  type NoticeMessage,
  mailOf,
  pagerdutyEvent,
  slackMessage,
  webhookBody,
} from "../../rollout/notices/messages.ts";
import { postJson } from "./post-json.ts";
import { sendMail } from "./send-mail.ts";

/** One way to tell somebody, with its secrets. */
export type Receiver =
  | { readonly kind: "slack"; readonly url: string }
  | { readonly kind: "pagerduty"; readonly url: string; readonly routingKey: string }
  | { readonly kind: "webhook"; readonly url: string; readonly secret: string | undefined }
  | {
      readonly kind: "email";
      readonly host: string;
      readonly port: number;
      readonly user: string | undefined;
      readonly password: string | undefined;
      readonly from: string;
      readonly to: readonly string[];
    };

/** Tells a receiver of a notice, and waits so many milliseconds for it. Null where it was taken, else why not. */
export async function tellReceiver(
  receiver: Receiver,
  message: NoticeMessage,
  patience: number,
): Promise<string | null> {
  switch (receiver.kind) {
    case "slack":
      return postJson(receiver.url, JSON.stringify(slackMessage(message)), patience);
    case "pagerduty":
      return postJson(receiver.url, JSON.stringify(pagerdutyEvent(message, receiver.routingKey)), patience);
    case "webhook": {
      const body = JSON.stringify(webhookBody(message));
      const { secret } = receiver;
      return postJson(receiver.url, body, patience, {
        "idempotency-key": hash("sha256", message.notice.key, "hex"),
        ...(secret !== undefined && {
          "x-agent-ci-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
        }),
      });
    }
    default: {
      const { host, port, user, password, from, to } = receiver;
      const id = `<${hash("sha256", message.notice.key, "hex")}@agent-ci>`;
      const server = { host, port, ...(user !== undefined && { user }), ...(password !== undefined && { password }) };
      return sendMail(server, { from, to, ...mailOf(message), id }, 2 * patience); // five answers, not one
    }
  }
}
