import type { Server } from "node:http";
import { nodeHttp } from "../network/node-http.ts";
import type { Turns } from "./take-turns.ts";

/** Where an agent of a team finds its own server of models, below the address of them all. */
export const pathOfAgent = (agent: number): string => `/agent/${agent}`;

const ASKED = /^\/(agent|start|end)\/(\d{1,3})(\/.*)?$/;

/**
 * One server in front of those of the agents, which tells by the address who asks. `start` and `end` are asked by what
 * starts the agents: an agent could ask them, too, and would spoil nothing but its own rehearsal.
 */
export const newTeamServer = (agents: readonly Server[], turns: Turns): Server =>
  nodeHttp.createServer((incoming, response) => {
    const [, what, number = "", rest = "/"] = ASKED.exec(incoming.url ?? "") ?? [];
    const agent = Number(number);
    const server = what === undefined ? undefined : agents[agent];
    if (server && what === "agent") {
      incoming.url = rest;
      server.emit("request", incoming, response);
      return;
    }
    const answer = (status: number): void => void response.writeHead(status, { "content-length": "0" }).end();
    incoming.resume();
    if (!server) return answer(404);
    if (what === "end") turns.end(agent);
    if (what !== "start") return answer(200);
    void turns.wait(agent).then(() => answer(200));
  });
