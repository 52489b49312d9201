import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { axeFindings } from '../../../support/axeFindings';
import type { Frame, FrameLocator, Page } from 'playwright-core';

/** The page of the results view, in the two frames that an editor puts around it. */
export function resultsView(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

/** The same as a frame, to look inside. */
export async function resultsFrame(page: Page): Promise<Frame> {
  const element = await resultsView(page).locator('html').elementHandle();
  const frame = await element?.ownerFrame();
  if (!frame) throw new Error('The results view is not open.');
  return frame;
}

/** The serious and critical findings of axe-core in the page as it stands. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  const frame = await resultsFrame(page);
  const script = createRequire(path.resolve('package.json')).resolve('axe-core/axe.min.js');
  await frame.evaluate(readFileSync(script, 'utf8'));
  const found = await frame.evaluate(axeFindings);
  return found.map(({ id, html, summary }) => `${id}: ${html} ${summary}`);
}
