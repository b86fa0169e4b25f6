/**
 * What the adapter `http` runs: it starts an agent that is a server, with the port in PORT, sends it the prompt when it
 * listens, prints what it answers, and ends it. A program of Node's without any package: it runs where the agent does.
 */
export const HTTP_PROGRAM = `
const { spawn } = require("node:child_process");
const { request } = require("node:http");
const [command, ...args] = process.argv.slice(process.argv[1] === "--" ? 2 : 1);
const port = process.env.PORT || "8080";
const path = process.env.AGENT_PATH || "/";
const prompt = require("node:fs").readFileSync(0, "utf8");
const agent = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"].map((one, at) => (at === 1 ? "pipe" : one)), env: { ...process.env, PORT: port } });
agent.stdout.pipe(process.stderr);
let over = false;
const end = (code) => { if (over) return; over = true; process.exitCode = code; agent.kill("SIGTERM"); setTimeout(() => agent.kill("SIGKILL"), 1000).unref(); };
agent.on("error", (error) => { process.stderr.write(String(error.message) + "\\n"); end(127); });
agent.on("exit", (code) => { if (!over) { process.stderr.write("The agent ended before it answered.\\n"); end(code || 1); } });
const body = JSON.stringify({ prompt });
const ask = () => {
  const asked = request({ host: "127.0.0.1", port, path, method: "POST", headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) } }, (answer) => {
    answer.pipe(process.stdout, { end: false });
    answer.on("end", () => end(answer.statusCode < 400 ? 0 : 22));
    answer.on("error", () => end(1));
  });
  asked.on("error", (error) => { if (error.code === "ECONNREFUSED" && !over) setTimeout(ask, 20); else if (!over) { process.stderr.write(String(error.message) + "\\n"); end(1); } });
  asked.end(body);
};
ask();
`;
