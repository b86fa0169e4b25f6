import { codeOf, isHere } from "./post-json.ts";

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

/** Milliseconds for each part of a conversation. */
const PATIENCE = 10_000;
const TLS_FROM_THE_START = 465;

/**
 * Gives a mail to a server, over TLS unless it is on this machine. Null where it was taken, else why not, in words that
 * hold nothing of the server's.
 */
export async function sendMail({ host, port, user, password }: MailServer, mail: Mail): Promise<string | null> {
  const { createTransport } = await import("nodemailer");
  const secure = port === TLS_FROM_THE_START;
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: !secure && !isHere(host),
    ignoreTLS: !secure && isHere(host),
    ...(user !== undefined && { auth: { user, pass: password ?? "" } }),
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    dnsTimeout: PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { from, to, subject, text, id } = mail;
  try {
    await transport.sendMail({ from, to: [...to], subject, text, messageId: id, textEncoding: "quoted-printable" });
    return null;
  } catch (error) {
    return `the mail was not taken${codeOf(error)}`;
  } finally {
    transport.close();
  }
}
