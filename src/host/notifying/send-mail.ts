import { connect } from "node:net";
import { isHere } from "../../model/is-here.ts";
import { codeOf } from "./post-json.ts";

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
}
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** The same however often it is sent. */
  readonly id: string;
}

const TLS_FROM_THE_START = 465;

/**
 * Gives a mail to a server, over TLS unless it is on this machine, within so many milliseconds: who says a character
 * now and then would hold a rollback up for ever. Null where it was taken, else why not, in words that hold nothing of
 * the server's.
 */
export async function sendMail(
  { host, port, user, password }: MailServer,
  mail: Mail,
  patience: number,
): Promise<string | null> {
  const { createTransport } = await import("nodemailer");
  const secure = port === TLS_FROM_THE_START;
  const signal = AbortSignal.timeout(patience);
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: !secure && !isHere(host),
    ignoreTLS: !secure && isHere(host),
    ...(user !== undefined && { auth: { user, pass: password ?? "" } }),
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_, made) => {
      const socket = connect({ host, port, signal });
      const fail = (error: Error): void => made(error);
      socket.once("error", fail).once("connect", () => {
        socket.off("error", fail);
        made(null, { connection: socket });
      });
    },
  });
  const { from, to, subject, text, id } = mail;
  try {
    await transport.sendMail({ from, to: [...to], subject, text, messageId: id, textEncoding: "quoted-printable" });
    return null;
  } catch (error) {
    return signal.aborted
      ? `the server does not take the mail within ${patience / 1000} seconds`
      : `the mail was not taken${codeOf(error)}`;
  } finally {
    transport.close();
  }
}
