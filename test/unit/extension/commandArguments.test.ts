import { strict as assert } from 'node:assert';
import { relativeFile, targetsOf, workspaceOf } from '../../../src/extension/commandArguments';
import { aWorkspace } from './run/runBuilders';

suite('command arguments', () => {
  const customer = { target: { workspaceId: '/work', mapping: 'CUSTOMER' } };
  const contact = { target: { workspaceId: '/work', mapping: 'CONTACT' } };

  test('name nothing when the palette calls', () => {
    assert.deepEqual(targetsOf(undefined, undefined), []);
  });

  test('take the whole selection when the clicked item is part of it', () => {
    assert.deepEqual(targetsOf(customer, [contact, customer]), [contact.target, customer.target]);
  });

  test('take the clicked item alone when it lies beside the selection', () => {
    assert.deepEqual(targetsOf(customer, [contact]), [customer.target]);
  });

  test('read plain data of other extensions and drop what is malformed', () => {
    const given = { folder: '/work', mapping: 7, localId: null, integrationId: '', other: true };
    assert.deepEqual(targetsOf(given, undefined), [{ folder: '/work', localId: null }]);
  });

  test('read a file from the menus on files', () => {
    const file = { scheme: 'file', fsPath: '/work/mappings/customer.mapping.yaml', path: 'x' };
    assert.deepEqual(targetsOf(file, [file]), [{ file: '/work/mappings/customer.mapping.yaml' }]);
  });

  test('say the same record once', () => {
    assert.deepEqual(targetsOf(customer, [customer, { target: { ...customer.target } }]), [customer.target]);
  });

  test('ignore what names nothing', () => {
    assert.deepEqual(targetsOf({ groupId: 1 }, undefined), []);
    assert.deepEqual(targetsOf('CUSTOMER', 7), []);
  });
});

suite('the workspace of a target', () => {
  const outer = aWorkspace('/work');
  const inner = aWorkspace('/work/shop');
  const workspaces = { all: [outer, inner], byId: (id: string) => [outer, inner].find((each) => each.id === id) };

  test('is found by its id, by its folder, and by a file in it', () => {
    assert.equal(workspaceOf(workspaces, { workspaceId: '/work/shop' }), inner);
    assert.equal(workspaceOf(workspaces, { folder: '/work/' }), outer);
    assert.equal(workspaceOf(workspaces, { file: '/work/mappings/a.mapping.yaml' }), outer);
  });

  test('is the innermost that holds the file', () => {
    assert.equal(workspaceOf(workspaces, { file: '/work/shop/a.mapping.yaml' }), inner);
  });

  test('is nobody where nothing fits, and a folder with a longer name is another folder', () => {
    assert.equal(workspaceOf(workspaces, { folder: '/elsewhere' }), undefined);
    assert.equal(workspaceOf(workspaces, { file: '/workshop/a.mapping.yaml' }), undefined);
    assert.equal(workspaceOf(workspaces, { mapping: 'CUSTOMER' }), undefined);
  });

  test('names its files with forward slashes, whatever the machine does', () => {
    const windows = aWorkspace('c:\\work');
    assert.equal(relativeFile(windows, 'C:\\work\\mappings\\a.mapping.yaml'), 'mappings/a.mapping.yaml');
  });
});
