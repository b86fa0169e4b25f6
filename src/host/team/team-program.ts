/**
 * What runs in the sandbox of a team: it reads from standard input which agents there are, starts each when the server
 * says so, tells the server of its end, and prints a line of JSON for whatever an agent prints. Standard output has the
 * agents' own; standard error has how they ended, which no output that is cut can swallow. A program of Node's without
 * any package.
 */
export const TEAM_PROGRAM = `
const { spawn } = require("node:child_process");
const { request } = require("node:http");
const { url, agents } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const { LANG, SHELL, USER, LOGNAME, ...pinned } = process.env;
const tell = (stream, words) => stream.write(JSON.stringify(words) + "\\n");
const ask = (what, agent) => new Promise((done) => {
  const asked = request(url + "/" + what + "/" + agent, { method: "POST", agent: false }, (answer) => { answer.resume(); answer.on("close", done); });
  asked.on("error", done);
  asked.end();
});
const run = async ({ program, args, env, input }, agent) => {
  await ask("start", agent);
  await new Promise((over) => {
    const child = spawn(program, args, { env: { LANG, SHELL, USER, LOGNAME, ...env, ...pinned } });
    const end = async (how) => { tell(process.stderr, { agent, ...how }); await ask("end", agent); over(); };
    let ended = false;
    const once = (how) => { if (ended) return; ended = true; end(how); };
    child.on("error", ({ message }) => once({ reason: message }));
    child.on("exit", (code, signal) => {
      const how = code === null ? { signal } : { code };
      child.on("close", () => once(how));
      setTimeout(() => once(how), 500).unref(); // what it left behind may hold its streams
    });
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => tell(process.stdout, { agent, name, text }));
  });
};
Promise.all(agents.map(run)).then(() => process.exit(0));
`;
