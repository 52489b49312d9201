import type { OpenSubject } from './connectorConformance';
import { connectorConformance } from './connectorConformance';
import { memoryConnector } from '../support/memoryConnector';

for (const durability of ['immediate', 'deferred'] as const) {
  for (const ids of ['client', 'server'] as const) {
    connectorConformance(`The memory connector (${durability}, ids from the ${ids})`, openWith(durability, ids));
  }
}

function openWith(durability: 'immediate' | 'deferred', ids: 'client' | 'server'): OpenSubject {
  return async (description, rows, clock) => {
    const connector = memoryConnector({ tables: [{ description, rows }], clock, durability, ids });
    return {
      connector,
      reopen: async () => {
        connector.simulateCrash();
        return connector;
      },
      dispose: () => connector.close(),
    };
  };
}
