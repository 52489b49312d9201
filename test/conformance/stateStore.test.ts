import { makeStateFolder } from '../support/stateFolders';
import { storeConformance } from './storeConformance';

storeConformance('the file store', async () => {
  const folder = await makeStateFolder();
  return { store: await folder.open(), afterCrash: () => folder.open(), dispose: async () => folder.remove() };
});
