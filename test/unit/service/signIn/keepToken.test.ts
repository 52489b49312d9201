import assert from 'node:assert/strict';
import { err, ok } from '../../../../src/core/result';
import { fakeClock } from '../../../support/fakeClock';
import { keepToken } from '../../../../src/service/signIn/keepToken';
import type { Authorize } from '../../../../src/connectors/odata/serviceAccess';
import type { FakeClock } from '../../../support/fakeClock';

suite('A kept token', () => {
  let clock: FakeClock;
  let got: boolean[];
  let isAttended: boolean;
  let authorize: Authorize;
  setup(() => {
    clock = fakeClock();
    got = [];
    isAttended = true;
    authorize = keepToken(
      async (renew) => {
        got.push(renew);
        const header = `Bearer ${got.length}`;
        await Promise.resolve();
        return ok({ header, lifetimeMs: 3_600_000 });
      },
      { clock, isAttended: () => isAttended },
    );
  });
  const token = async (renew = false) => {
    const answer = await authorize({ renew });
    return answer.ok ? answer.value : assert.fail(answer.error.message);
  };

  test('serves until shortly before its end', async () => {
    await token();
    clock.advance(54 * 60_000);
    assert.equal(await token(), 'Bearer 1');
    clock.advance(2 * 60_000);
    assert.equal(await token(), 'Bearer 2');
  });

  test('is got once for all who wait', async () => {
    assert.deepEqual(await Promise.all([token(), token(), token()]), ['Bearer 1', 'Bearer 1', 'Bearer 1']);
    assert.equal(got.length, 1);
  });

  test('is got anew when it was refused, once for all calls that were refused together', async () => {
    await token();
    clock.advance(60_000);
    assert.deepEqual(await Promise.all([token(true), token(true)]), ['Bearer 2', 'Bearer 2']);
    clock.advance(100);
    assert.equal(await token(true), 'Bearer 2');
    assert.deepEqual(got, [false, true]);
  });

  test('that nobody could get is asked for by the next call', async () => {
    let calls = 0;
    const failing = keepToken(
      () => Promise.resolve(++calls < 2 ? err({ code: 'UNAUTHORIZED', message: '' }) : ok({ header: 'Bearer x' })),
      { clock, isAttended: () => true },
    );
    assert.equal((await failing({ renew: false })).ok, false);
    assert.equal((await failing({ renew: false })).ok, true);
  });

  test('somebody who may be asked does not wait for nobody', async () => {
    const waits: { attended: boolean; answer: () => void }[] = [];
    const asking = keepToken(
      () => {
        const attended = isAttended;
        return new Promise((resolve) => {
          const answer = () =>
            resolve(attended ? ok({ header: 'Bearer me' }) : err({ code: 'UNAUTHORIZED', message: '' }));
          waits.push({ attended, answer });
        });
      },
      { clock, isAttended: () => isAttended },
    );
    isAttended = false;
    const background = asking({ renew: false });
    isAttended = true;
    const person = asking({ renew: false });
    assert.deepEqual(
      waits.map(({ attended }) => attended),
      [false, true],
    );
    for (const { answer } of waits) answer();
    assert.equal((await background).ok, false);
    assert.deepEqual(await person, ok('Bearer me'));
  });
});
