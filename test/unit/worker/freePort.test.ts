import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { freePort } from '../../../src/worker/freePort';

suite('A free port', () => {
  test('is the wanted one, unless somebody has it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const other = await freePort(port);
    server.close();
    await once(server, 'close');
    assert.notEqual(other, port);
    assert.equal(await freePort(port), port);
  });
});
