import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** The wanted port of this machine's loopback, or another one where it is taken now. */
export async function freePort(wanted: number): Promise<number> {
  const found = await tryPort(wanted).catch(() => undefined);
  return found ?? tryPort(0);
}

function tryPort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: given } = server.address() as AddressInfo;
      server.close(() => resolve(given));
    });
  });
}
