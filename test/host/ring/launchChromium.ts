import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { Chromium } from './findChromium';

/** Starts the browser without a window on the screen. */
export function launchChromium(found: Chromium): Promise<Browser> {
  return chromium.launch({
    executablePath: found.executablePath,
    // Tests run as root in containers too, where there is no sandbox and little shared memory.
    args: [...found.args, '--no-sandbox', '--disable-dev-shm-usage'],
    env: { ...process.env, ...found.env },
    timeout: 30_000,
  });
}
