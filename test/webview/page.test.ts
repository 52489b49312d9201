import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { aRow, workspace } from './generatedData';
import { openLightPage } from './lightPage';
import type { LightPage } from './lightPage';

suite('The page of the results view', function () {
  this.timeout(60_000);
  let page: LightPage;
  suiteSetup(async () => {
    page = await openLightPage();
  });
  suiteTeardown(async () => page.close());

  const button = (label: string): HTMLElement => {
    const found = [...page.document.querySelectorAll('button')].find((each) => each.textContent === label);
    assert.ok(found, `no button ${label}`);
    return found;
  };
  const open = (place: object) => ({ kind: 'shown', workspace, open: place });

  test('shows runs with their headlines, and a counter opens exactly its records', async () => {
    const host = page.mount();
    await page.settled();
    assert.match(
      page.document.querySelector('[role=grid]')?.textContent ?? '',
      /60 customers created in dataverse, 1 failed/,
    );
    page.document.querySelector<HTMLElement>('.count.failed button')?.click();
    await page.settled();
    const last = host.posted.findLast((message) => message.kind === 'ask');
    assert.deepEqual(last?.kind === 'ask' && structuredClone(last.params), {
      runId: 'run-1',
      jobId: 'run-1-1',
      counter: 'failed',
      search: '',
      offset: 0,
      limit: 200,
    });
    assert.equal(page.document.querySelector('h1')?.textContent, 'Records: Failed');
    assert.equal(page.document.querySelector('[role=grid]')?.getAttribute('aria-rowcount'), '100001');
  });

  test('keeps every element over a redraw that changes nothing, and the focus', async () => {
    const host = page.mount();
    await page.settled();
    const link = page.document.querySelector<HTMLElement>('.count.failed button');
    link?.focus();
    const before = [...page.document.querySelectorAll('#app *')];
    host.receive({ kind: 'changed' });
    await page.settled();
    assert.ok([...page.document.querySelectorAll('#app *')].every((each, index) => each === before[index]));
    assert.equal(page.document.activeElement, link);
  });

  test('resolves a conflict field by field', async () => {
    const host = page.mount();
    await page.settled();
    host.receive(open({ place: 'conflict', mapping: 'CUSTOMER', localId: 'C1', integrationId: 'a1' }));
    await page.settled();
    assert.equal(button('Synchronize with This Choice').getAttribute('aria-disabled'), 'true');
    assert.ok(!host.posted.some(({ kind }) => kind === 'do'));
    button('Take All Local').click();
    await page.settled();
    button('Synchronize with This Choice').click();
    const last = host.posted.findLast(({ kind }) => kind === 'do');
    assert.ok(last?.kind === 'do' && last.action.name === 'resolveConflict');
    assert.deepEqual(
      Array.from(last.action.choices, ({ take }) => take),
      ['local', 'local'],
    );
  });

  test('takes no action in a workspace that is not trusted, and says why', async () => {
    const host = page.mount({ trusted: false });
    await page.settled();
    host.receive({
      kind: 'shown',
      workspace: { ...workspace, trusted: false },
      open: { place: 'errors', runId: 'run-1' },
    });
    await page.settled();
    assert.match(button('Retry These').title, /not trusted/);
    assert.match(button('Resolve Conflict…').title, /not trusted/);
    button('Retry These').click();
    button('Resolve Conflict…').click();
    await page.settled();
    assert.equal(page.document.querySelector('h1')?.textContent, 'Errors');
    assert.ok(!host.posted.some((message) => message.kind === 'do'));
    button('Go to Mapping').click();
    assert.ok(host.posted.some((message) => message.kind === 'do' && message.action.name === 'openMapping'));
  });

  test('says what to do next where there is nothing, and where an answer was refused', async () => {
    page.mount({ answers: { runs: { runs: [] } } });
    await page.settled();
    assert.match(page.document.querySelector('.empty')?.textContent ?? '', /No synchronization has run yet\. Run Full/);
    page.mount({ answers: { runs: 'nonsense' } });
    await page.settled();
    assert.match(page.document.querySelector('[role=alert]')?.textContent ?? '', /could not be read.*Try Again/);
  });

  test('shows a sign of waiting only after a while', async () => {
    const host = page.mount();
    await page.settled();
    host.silence();
    host.receive(open({ place: 'errors', runId: 'run-1' }));
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(page.document.querySelector('.ring'), null);
    await page.settled();
    assert.match(page.document.querySelector('.waiting')?.textContent ?? '', /Loading/);
  });

  test('goes back on Escape', async () => {
    const host = page.mount();
    await page.settled();
    host.receive(open({ place: 'picture' }));
    await page.settled();
    assert.ok(page.document.querySelector('svg.graph'));
    const inside = page.document.defaultView as unknown as typeof globalThis;
    page.document
      .querySelector('h1')
      ?.dispatchEvent(new inside.KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await page.settled();
    assert.equal(page.document.querySelector('h1')?.textContent, 'Synchronization Jobs');
  });

  test('shows record data as text alone, whatever it holds', async () => {
    const nasty = fc.oneof(
      fc.constantFrom(
        '<img src=x onerror=hit()>',
        '<script>hit()</script>',
        'javascript:hit()',
        '"><svg onload=hit()>',
        '\u202egnp.exe',
        '\u0000',
        '</div><iframe>',
        '${hit()}',
        '__proto__',
        'constructor',
        'x'.repeat(100_000),
        '\ud800',
        '{0}',
      ),
      fc.string({ unit: 'binary' }),
    );
    const elements = (): readonly string[] =>
      [...page.document.querySelectorAll('#app *')].map(({ tagName }) => tagName);
    const shownWith = async (text: string): Promise<readonly string[]> => {
      const row = aRow({
        mapping: text,
        localTitle: text,
        integrationTitle: text,
        localId: text,
        reason: text,
        fields: [{ field: text, before: text, after: text }],
      });
      const story = {
        localTitle: text,
        integrationTitle: text,
        state: 'ok',
        facts: [{ kind: 'filter', text }],
        nextStep: text,
        events: [{ at: text, row }],
      };
      const host = page.mount({ answers: { story } });
      await page.settled();
      host.receive(open({ place: 'story', mapping: text, localId: text, integrationId: text }));
      await page.settled();
      return elements();
    };
    const plain = await shownWith('plain');
    assert.ok(plain.length > 30);
    await fc.assert(
      fc.asyncProperty(
        nasty.filter((text) => text !== ''),
        async (text) => {
          assert.deepEqual(await shownWith(text), plain);
          const attributes = [...page.document.querySelectorAll('#app *')].flatMap((each) => each.getAttributeNames());
          assert.ok(attributes.every((name) => !/^(on|href|src|style)/.test(name)));
          assert.ok(!/\p{Bidi_Control}|(?![\t\n])\p{Cc}/u.test(page.document.getElementById('app')?.textContent ?? ''));
        },
      ),
      { numRuns: 40 },
    );
  });
});
