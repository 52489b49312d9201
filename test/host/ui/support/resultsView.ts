import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
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
  return frame.evaluate(async () => {
    const axe = Reflect.get(globalThis, 'axe') as {
      run(): Promise<{
        violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
      }>;
    };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary.slice(0, 300)}`);
  });
}
