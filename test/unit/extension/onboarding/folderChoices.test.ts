import assert from 'node:assert/strict';
import { freeFolderName, sampleChoices, workspaceChoices } from '../../../../src/extension/onboarding/folderChoices';
import { inEnglish, inPseudo } from '../../../support/translations';

suite('Where a new workspace goes', () => {
  test('offers a new sample a place at once, so that nobody has to choose a folder', () => {
    assert.deepEqual(
      sampleChoices('files', { existing: [], fresh: '/store/Tandem Sample' }, inEnglish).map(({ label, value }) => [
        label,
        value,
      ]),
      [
        ['Make the sample in a folder of Tandem', { kind: 'create', folder: '/store/Tandem Sample' }],
        ['Make the sample in another folder…', { kind: 'choose' }],
      ],
    );
  });

  test('offers the sample that is there first, and a fresh one beside it', () => {
    const choices = sampleChoices(
      'files',
      { existing: ['/store/Tandem Sample'], fresh: '/store/Tandem Sample 2' },
      inEnglish,
    );
    assert.deepEqual(
      choices.map(({ value }) => value),
      [
        { kind: 'open', folder: '/store/Tandem Sample' },
        { kind: 'create', folder: '/store/Tandem Sample 2' },
        { kind: 'choose' },
      ],
    );
  });

  test('counts on from the samples that are there, as a file system does that ignores case', () => {
    assert.equal(freeFolderName('files', []), 'Tandem Sample');
    assert.equal(freeFolderName('files', ['other', 'tandem sample']), 'Tandem Sample 2');
    assert.equal(freeFolderName('files', ['Tandem Sample', 'Tandem Sample 2', 'Tandem Sample 4']), 'Tandem Sample 3');
    assert.equal(freeFolderName('services', ['Tandem Sample']), 'Tandem Cloud Sample');
    assert.equal(freeFolderName('services', ['Tandem Cloud Sample']), 'Tandem Cloud Sample 2');
  });

  test('offers the folders of the window for a workspace of one’s own, the one chosen before at hand', () => {
    const folders = [
      { name: 'integration', path: '/work/integration' },
      { name: 'notes', path: '/work/notes' },
    ];
    assert.deepEqual(
      workspaceChoices(folders, '/work/notes', inEnglish).map(({ label, picked }) => [label, picked]),
      [
        ['In integration', false],
        ['In notes', true],
        ['Choose another folder…', undefined],
      ],
    );
  });

  test('says nothing that is not translated, but paths', () => {
    const shown = [
      ...sampleChoices('files', { existing: ['/store/Tandem Sample'], fresh: '/store/Tandem Sample 2' }, inPseudo),
      ...workspaceChoices([{ name: 'integration', path: '/work/integration' }], undefined, inPseudo),
    ].flatMap(({ label, detail = '' }) => [label, detail]);
    assert.deepEqual(
      shown.filter((text) => !/^[[/]/.test(text)),
      [],
    );
  });
});
