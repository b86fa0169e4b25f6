import { spawn } from "node:child_process";
import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { sendMail } from "../../src/host/notifying/send-mail.ts";
import { client, describeWithClients } from "../support/clients.ts";

/** A real server on a loaded machine has time. */
const PATIENCE = 60_000;
const MAIL = { from: "agent-ci@example.com", to: ["a@example.com", "b@example.com"], id: "<1@agent-ci>" };

/** The server, as it comes to be ready, and the mails that it takes. */
async function mailServer(...args: readonly string[]) {
  const program = spawn(client("aiosmtpd"), args, { stdio: ["ignore", "pipe", "ignore"] });
  onTestFinished(() => void program.kill("SIGKILL"));
  const lines = createInterface(program.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await lines.next()).value);
  const port = Number(await next());
  return { host: "127.0.0.1", port, taken: async () => JSON.parse(await next()) };
}

describeWithClients("a real mail server", ["aiosmtpd"], () => {
  test("takes a mail, of which nothing becomes another header or another receiver", async () => {
    const { taken, ...server } = await mailServer();
    const subject = "team-a/r1 aborted: ü\r\nBcc: all@example.com";
    const text = "one\n.\nRCPT TO:<evil@example.com>\n";
    expect(await sendMail(server, { ...MAIL, subject, text }, PATIENCE)).toBeNull();
    const mail = await taken();
    expect([mail.from, mail.to]).toEqual([MAIL.from, MAIL.to]);
    const [head = "", body = ""] = String(mail.data).split("\r\n\r\n");
    expect(head).toContain("Message-ID: <1@agent-ci>");
    expect(head).not.toMatch(/^Bcc:/mu);
    expect(body).toContain("one\r\n.\r\nRCPT TO:<evil@example.com>");
  });

  test("is told who sends, where it asks", async () => {
    const { taken, ...server } = await mailServer("--auth");
    const mail = { ...MAIL, subject: "s", text: "t" };
    expect(await sendMail(server, mail, PATIENCE)).toBe("the mail was not taken: EENVELOPE");
    expect(await sendMail({ ...server, user: "ada", password: "wrong" }, mail, PATIENCE)).toBe(
      "the mail was not taken: EAUTH",
    );
    expect(await sendMail({ ...server, user: "ada", password: "secret" }, mail, PATIENCE)).toBeNull();
    expect((await taken()).user).toBe("ada");
  });

  test("that takes none is said to, without what it says", async () => {
    const { taken: _, ...server } = await mailServer();
    const refused = { ...MAIL, from: "refused@example.com", subject: "s", text: "t" };
    expect(await sendMail(server, refused, PATIENCE)).toBe("the mail was not taken: EMESSAGE");
  });
});

test("a server that says a character now and then holds nobody up", async () => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const drip = setInterval(() => socket.write("2"), 20);
    socket.on("error", () => {}).on("close", () => clearInterval(drip));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  expect(await sendMail({ host: "127.0.0.1", port }, { ...MAIL, subject: "s", text: "t" }, 300)).toBe(
    "the server does not take the mail within 0.3 seconds",
  );
});

test("where no server is, that is said", async () => {
  const mail = { ...MAIL, subject: "s", text: "t" };
  expect(await sendMail({ host: "127.0.0.1", port: 1 }, mail, PATIENCE)).toMatch(/^the mail was not taken: E/u);
});
