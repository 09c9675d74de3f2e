// HTTP as nobody should speak it: octets onto a socket, and whatever comes back.
import { once } from "node:events";
import net from "node:net";

/** Sends the pieces, waiting between them, and reads until the server closes or `wait` ms passed. */
export async function exchange(port, pieces, { between = 0, wait = 3000 } = {}) {
  const socket = net.connect(port, "127.0.0.1");
  await once(socket, "connect");
  const chunks = [];
  let closed = false;
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("error", () => {});
  const end = once(socket, "close").then(() => { closed = true; });
  for (const piece of [pieces].flat()) {
    if (closed) break;
    socket.write(piece);
    if (between) await Promise.race([end, new Promise((resolve) => { setTimeout(resolve, between); })]);
  }
  let timer;
  await Promise.race([end, new Promise((resolve) => { timer = setTimeout(resolve, wait); })]);
  clearTimeout(timer);
  socket.destroy();
  const text = Buffer.concat(chunks).toString("latin1");
  const statuses = [...text.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map((match) => Number(match[1]));
  return { text, statuses, closed };
}
