// Accounts of the demonstration's county that people sign in to.
import { Client } from "../../support/client.mjs";
import { ownPassword } from "../../support/desk.mjs";

export { ownPassword };

/** A new account that has moved in; gives its client, signed in by a session of its own. */
export async function hire(server, name, role) {
  const { password } = await server.administrator.post("/v1/actors", { name, role }, 201);
  const client = new Client(server.issuer, server.contract);
  await client.moveIn(name, password, ownPassword);
  return client;
}
