import assert from 'node:assert/strict';
import {
  advance,
  deletionTokenOf,
  deletionsUpTo,
  tokenOf,
  withToken,
  movesOn,
  newestSeen,
  readFrom,
} from '../../../src/core/job/watermark';

suite('Watermark', () => {
  const at = (time: string) => `2026-11-21T${time}.000Z`;

  test('without one, everything is read', () => assert.equal(readFrom(null), null));

  test('reads the five seconds before the newest stamp again', () =>
    assert.equal(readFrom(advance(null, at('08:00:10'), at('08:00:11'))), at('08:00:05')));

  test('never passes the moment the pass began', () =>
    assert.equal(readFrom(advance(null, at('09:00:00'), at('08:00:10'))), at('08:00:05')));

  test('stays where nothing newer was seen', () => {
    const first = advance(null, at('08:00:10'), at('08:00:11'));
    assert.equal(advance(first, at('08:00:07'), at('08:00:12')), first);
  });

  test('behind stamps that a clock set, is read on from the next one once the overlap has passed', () => {
    const first = advance(null, at('08:00:10'), at('08:00:11'));
    const settled = advance(first, at('08:00:10'), at('08:00:17'));
    assert.equal(readFrom(settled), '2026-11-21T08:00:10.001Z');
    assert.equal(advance(settled, null, at('09:00:00')), settled);
  });

  for (const [name, stamp] of [
    ['an import chose', '2026-01-01T00:00:00.000Z'],
    ['name the day only', '2026-11-21T00:00:00.000Z'],
  ] as const) {
    test(`behind stamps that ${name}, the five seconds are read again however late`, () => {
      const first = advance(null, stamp, at('08:00:11'));
      const later = advance(first, stamp, at('12:00:00'));
      assert.equal(readFrom(later), new Date(Date.parse(stamp) - 5_000).toISOString());
    });
  }

  test('without one, stays away where no record has a stamp', () =>
    assert.equal(advance(null, null, at('08:00:11')), null));

  test('does not settle before the overlap has passed since its stamp was first seen', () => {
    const first = advance(null, at('08:00:10'), at('08:00:11'));
    assert.equal(advance(first, null, '2026-11-21T08:00:15.999Z'), first);
    assert.notEqual(advance(first, null, at('08:00:16')), first);
  });

  test('is unsettled again by the next new stamp', () => {
    const settled = advance(advance(null, at('08:00:10'), at('08:00:11')), null, at('08:00:20'));
    assert.equal(readFrom(advance(settled, at('08:00:25'), at('08:00:30'))), at('08:00:20'));
  });

  test('a stamp from the future does not settle before its time', () => {
    const first = advance(null, at('23:00:00'), at('08:00:10'));
    assert.equal(newestSeen(first ?? ''), at('08:00:10'));
    assert.equal(newestSeen(advance(first, at('23:00:00'), at('09:00:00')) ?? ''), at('09:00:00'));
  });

  test('moves on to newer stamps only: settling is no news', () => {
    const first = advance(null, at('08:00:10'), at('08:00:11'));
    const settled = advance(first, null, at('08:00:20'));
    const next = advance(first, at('08:00:12'), at('08:00:20'));
    assert.deepEqual(
      [movesOn(null, first), movesOn(first, settled), movesOn(first, next), movesOn(next, null)],
      [true, false, true, false],
    );
  });

  test('keeps a token through new stamps, and stamps through a new token', () => {
    const first = withToken(advance(null, at('08:00:10'), at('08:00:11')), 'accounts\n$deltatoken=1 2');
    const moved = advance(first, at('08:00:12'), at('08:00:20'));
    assert.equal(tokenOf(moved), 'accounts\n$deltatoken=1 2');
    assert.equal(newestSeen(moved), at('08:00:12'));
    const renewed = withToken(moved, 'next');
    assert.deepEqual([tokenOf(renewed), newestSeen(renewed)], ['next', at('08:00:12')]);
    assert.equal(withToken(renewed, null), advance(null, at('08:00:12'), at('08:00:20')));
  });

  test('may hold a token before any stamp was seen', () => {
    const only = withToken(null, 'token');
    assert.deepEqual([tokenOf(only), newestSeen(only), readFrom(only)], ['token', null, null]);
    assert.equal(withToken(null, null), null);
  });

  test('of deletions alone serves nobody who reads changes', () => {
    const deletions = deletionsUpTo('token');
    assert.deepEqual([deletionTokenOf(deletions), tokenOf(deletions), readFrom(deletions)], ['token', null, null]);
    assert.equal(tokenOf(advance(deletions, at('08:00:10'), at('08:00:11'))), null);
    assert.equal(tokenOf(withToken(deletions, 'next')), 'next');
    assert.equal(deletionTokenOf(withToken(null, 'of both')), 'of both');
  });
});
