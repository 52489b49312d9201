import assert from 'node:assert/strict';
import { inEnglish, inPseudo } from '../../../support/translations';
import { servicesTrouble, servicesWelcome } from '../../../../src/extension/sampleServices/servicesText';

const at = { name: 'Tandem Cloud Sample', port: 7058 };
const taken = { kind: 'refused', code: 'EADDRINUSE', reason: 'listen EADDRINUSE' } as const;
const unreadable = { kind: 'refused', code: undefined, reason: 'services.json is in format 2, not 1.' } as const;
const stopped = { kind: 'stopped', reason: 'exit code 1' } as const;

suite('Services that are not there', () => {
  test('name the port that is taken, and both ways on', () => {
    assert.equal(
      servicesTrouble(taken, at, inEnglish).message,
      'Port 7058 is taken, so the services of Tandem Cloud Sample are not served. Close the window or program that uses it, or name another port in tandem.yaml, for both systems.',
    );
  });

  test('say why else they are not served', () => {
    assert.match(
      servicesTrouble(unreadable, at, inEnglish).message,
      /\(services\.json is in format 2.*Make a fresh sample/,
    );
    assert.match(servicesTrouble(stopped, at, inEnglish).message, /stopped \(exit code 1\)\. Start them again\./);
  });

  test('say nothing that is not translated', () => {
    const words = [
      ...[taken, unreadable, stopped].flatMap((word) =>
        Object.values<string>({ ...servicesTrouble(word, at, inPseudo) }),
      ),
      ...Object.values<string>({ ...servicesWelcome(inPseudo) }),
    ];
    assert.deepEqual(
      words.filter((text) => !text.startsWith('[')),
      [],
    );
  });
});
