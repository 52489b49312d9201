import { MemoryStore } from '../support/memoryStore';
import { storeConformance } from './storeConformance';

storeConformance('the memory store', async () => {
  const store = new MemoryStore();
  return { store, afterCrash: async () => store.simulateCrash(), dispose: async () => undefined };
});
