// A process of its own: asks the server at an address as fast as it answers, and says how many seconds that took.
import { Agent, request } from "node:http";
import { modelRequests } from "./model-requests.ts";

const [, , url = "", count = "0", connections = "8"] = process.argv;
const bodies = modelRequests(Number(count)).map((body) => Buffer.from(body));
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });

const ask = (body: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": body.length };
    request(`${url}/v1/messages?beta=true`, { method: "POST", agent, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`answered with ${answer.statusCode}`));
      answer.resume().on("end", resolve);
    })
      .on("error", reject)
      .end(body);
  });

const start = performance.now();
let next = 0;
await Promise.all(
  Array.from({ length: Number(connections) }, async () => {
    for (let body = bodies[next++]; body; body = bodies[next++]) await ask(body);
  }),
);
process.stdout.write(`${(performance.now() - start) / 1000}\n`);
agent.destroy();
