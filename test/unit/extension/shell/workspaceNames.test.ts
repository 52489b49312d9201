import assert from 'node:assert/strict';
import { workspaceNames } from '../../../../src/extension/workspaces/workspaceNames';

suite('The names of workspaces', () => {
  test('are the folders’ own where they differ', () => {
    assert.deepEqual(workspaceNames(['/work/contoso', '/work/fabrikam']), ['contoso', 'fabrikam']);
  });

  test('say as much of the path as tells two alike apart', () => {
    assert.deepEqual(workspaceNames(['/work/contoso/sync', '/work/fabrikam/sync', '/work/other']), [
      'contoso/sync',
      'fabrikam/sync',
      'other',
    ]);
  });

  test('say the whole path where one folder’s path ends another’s', () => {
    assert.deepEqual(workspaceNames(['/sync', '/work/sync']), ['sync', 'work/sync']);
    assert.equal(new Set(workspaceNames(['/a/b', '/x/a/b', '/y/x/a/b'])).size, 3);
  });

  test('understand the separators of Windows', () => {
    assert.deepEqual(workspaceNames(['C:\\work\\contoso']), ['contoso']);
  });
});
