import assert from 'node:assert/strict';
import { changesWorkspace } from '../../../../src/extension/workspaces/watchedFiles';

suite('The files of a workspace', () => {
  for (const path of [
    'tandem.yaml',
    'mappings/customer.mapping.yaml',
    'mappings/sales/contact.yml',
    '.tandem/sample.sqlite',
    '.tandem/sample.12.journal',
    '.tandem/sample.lock',
    '.tandem/sample.schema.json',
  ]) {
    test(`change what is shown: ${path}`, () => assert.equal(changesWorkspace(path), true));
  }

  for (const path of [
    'README.md',
    'data/dataverse.sqlite',
    'node_modules/some/tandem.yaml',
    '.git/index.yaml',
    '.tandem/.gitignore',
    '.tandem/sample.sqlite.tmp',
    'inner/.tandem/sample.sqlite',
  ]) {
    test(`leave it alone: ${path}`, () => assert.equal(changesWorkspace(path), false));
  }
});
