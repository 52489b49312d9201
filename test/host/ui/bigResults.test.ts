import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { measure } from '../suite/support/measure';
import { openBigFolder } from './support/openBigFolder';
import { resultsFrame, resultsView } from './support/resultsView';
import { useUiWindow } from './support/useUiWindow';

/** From the click on a counter to its first rows, what the worker needs to read the outcomes included. */
const longestOpeningMs = 3_000;
/** From the answer's coming to the frame that shows it. */
const longestPaintMs = 500;
/** Of a frame while the list is scrolled. */
const longestFrameMs = 50;

suite('The results view on 100,000 outcomes', function () {
  this.bail(true);
  this.timeout(180_000);
  const window = useUiWindow({ opened: openBigFolder });
  let frame: Frame;

  suiteSetup(async () => {
    const { page, command } = window();
    await page.locator('.statusbar-item', { hasText: 'large' }).waitFor();
    await command('Tandem: Show Synchronization Jobs');
    await resultsView(page).locator('.job').nth(399).waitFor({ state: 'attached' });
    frame = await resultsFrame(page);
  });

  test('paints a run of 100,000 records within half a second of the answer', async () => {
    const { page, picture } = window();
    await frame.evaluate(watchAnswers);
    const began = performance.now();
    await resultsView(page).locator('.run .headline .link').first().click();
    await resultsView(page).locator('.record .c-local').first().waitFor();
    measure('100,000 outcomes of a run, from the click to the first rows', performance.now() - began, 'ms');
    assert.match(await resultsView(page).locator('.total').innerText(), /^100,000 records$/);
    const painted = await frame.evaluate(() => Reflect.get(globalThis, 'paintedAfterMs') as number);
    measure('100,000 outcomes of a run, from the answer to the painted frame', painted, 'ms');
    await picture('big-results');
    assert.ok(performance.now() - began < longestOpeningMs, `${performance.now() - began} ms`);
    assert.ok(painted > 0 && painted < longestPaintMs, `${painted} ms`);
  });

  test('scrolls through them without a frame over 50 ms', async () => {
    const { page } = window();
    // What other programs take from a busy machine is not the view's: a long frame has to be long again.
    const tries: (readonly number[])[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      tries.push(await frame.evaluate(scrollThrough));
      if (longest(tries.at(-1)) <= longestFrameMs) break;
    }
    const frames = tries.at(-1) ?? [];
    measure('scrolling 100,000 outcomes, the middle frame', frames[frames.length >> 1] ?? Number.NaN, 'ms');
    measure('scrolling 100,000 outcomes, the longest frame', longest(frames), 'ms');
    assert.ok(longest(frames) <= longestFrameMs, tries.map((each) => each.slice(-5).join(' ')).join('; '));
    const rows = resultsView(page).locator('.record');
    assert.ok((await rows.count()) < 120, 'only what is in sight stands in the document');
  });

  test('shows a run as it goes on, and the run among the others when it has ended', async () => {
    const { page, command, picture } = window();
    const view = resultsView(page);
    await view.getByRole('button', { name: 'Synchronization Jobs' }).click();
    await view.locator('.run').first().waitFor();
    const runs = await view.locator('.run').count();
    await command('Tandem: Synchronize Modified Records');
    const banner = view.getByRole('region', { name: /^Running:/ });
    await banner.getByText(/MAPPING \d+, \d+ of \d+/).waitFor();
    assert.equal(await banner.getByRole('button', { name: 'Cancel' }).count(), 1);
    await picture('big-results-running');
    await banner.waitFor({ state: 'detached', timeout: 60_000 });
    await view.locator('.run').nth(runs).waitFor({ state: 'attached' });
    assert.match(await view.locator('[role=status]').innerText(), /ended/);
  });
});

function longest(frames: readonly number[] | undefined): number {
  return frames?.at(-1) ?? Number.NaN;
}

/** What the functions below find in the page that they run in. */
declare function addEventListener(kind: 'message', listener: (event: { readonly data: unknown }) => void): void;
declare function requestAnimationFrame(callback: () => void): void;
declare const document: { querySelector(selector: string): { scrollTop: number } | null };

/** Runs in the page: notes how long after an answer came the frame is there that shows rows. */
function watchAnswers(): void {
  let cameAt = 0;
  addEventListener('message', ({ data }) => {
    if (JSON.stringify(data).includes('"total":100000')) cameAt ||= performance.now();
  });
  const look = (): void => {
    const isThere = cameAt > 0 && document.querySelector('.record .c-local bdi') !== null;
    // The frame after the one that put it there: by then it is painted.
    requestAnimationFrame(isThere ? () => Reflect.set(globalThis, 'paintedAfterMs', performance.now() - cameAt) : look);
  };
  requestAnimationFrame(look);
}

/** Runs in the page: scrolls as a wheel does, then in leaps, and answers how long each frame took, the longest last. */
async function scrollThrough(): Promise<readonly number[]> {
  const scroller = document.querySelector('[data-scroller]');
  const frame = async (): Promise<number> => {
    await new Promise<void>((resolve) => requestAnimationFrame(resolve));
    return performance.now();
  };
  const frames: number[] = [];
  if (scroller) scroller.scrollTop = 0;
  let before = await frame();
  for (let step = 0; step < 240; step++) {
    if (scroller) scroller.scrollTop += step < 160 ? 120 : 20_000;
    const now = await frame();
    frames.push(now - before);
    before = now;
  }
  return frames.sort((one, other) => one - other);
}
