import assert from 'node:assert/strict';
import { keepServing } from '../../../../src/extension/sampleServices/keepServing';
import type { ServicesWord } from '../../../../src/extension/sampleServices/keepServing';

/** Threads as a list of what happened, and a way to let each say something. */
function fakeThreads() {
  const happened: string[] = [];
  const say: ((word: ServicesWord) => void)[] = [];
  const serving = keepServing(
    ({ folder, port }, tell) => {
      happened.push(`start ${folder} ${port}`);
      say.push(tell);
      return { end: () => void happened.push(`end ${folder} ${port}`) };
    },
    (folder, port, { kind }) => void happened.push(`told ${folder} ${port} ${kind}`),
  );
  return { serving, happened, say };
}

const taken: ServicesWord = { kind: 'refused', code: 'EADDRINUSE', reason: 'taken' };

suite('The services of samples in a window', () => {
  test('run while their folder is open, once however often the window looks', () => {
    const { serving, happened } = fakeThreads();
    serving.follow([{ folder: 'a', port: 1 }]);
    serving.follow([{ folder: 'a', port: 1 }]);
    serving.follow([
      { folder: 'a', port: 1 },
      { folder: 'b', port: 2 },
    ]);
    serving.follow([{ folder: 'b', port: 2 }]);
    assert.deepEqual(happened, ['start a 1', 'start b 2', 'end a 1']);
  });

  test('move where the file names another port, and stay while it names none', () => {
    const { serving, happened } = fakeThreads();
    serving.follow([{ folder: 'a', port: 1 }]);
    serving.follow([{ folder: 'a', port: undefined }]);
    serving.follow([{ folder: 'a', port: 2 }]);
    assert.deepEqual(happened, ['start a 1', 'end a 1', 'start a 2']);
  });

  test('are tried again only where the user says so', () => {
    const { serving, happened, say } = fakeThreads();
    serving.follow([{ folder: 'a', port: 1 }]);
    say[0]?.(taken);
    serving.follow([{ folder: 'a', port: 1 }]);
    serving.again('a');
    assert.deepEqual(happened, ['start a 1', 'told a 1 refused', 'end a 1', 'start a 1']);
  });

  test('say nothing more once they were ended', () => {
    const { serving, happened, say } = fakeThreads();
    serving.follow([{ folder: 'a', port: 1 }]);
    serving.dispose();
    say[0]?.({ kind: 'stopped', reason: 'exit code 1' });
    serving.again('a');
    assert.deepEqual(happened, ['start a 1', 'end a 1']);
  });
});
