/**
 * Node's `http`. An import statement would ask the module for each of its exports, and load all of `fetch` for three of
 * them: 30 ms of a start-up.
 */
export const nodeHttp = process.getBuiltinModule("node:http");

/** What asks an address, by its protocol; all of TLS is loaded where somebody needs it. */
export const requestFor = ({ protocol }: URL): typeof nodeHttp.request =>
  protocol === "https:" ? process.getBuiltinModule("node:https").request : nodeHttp.request;
