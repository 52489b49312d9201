// Draws media/icon.png from .ci/icon.svg, with any Chromium: the gallery takes no SVG. Run it when the picture changes.
// CHROME_PATH names the browser where it is not in its usual place.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const size = 256;
const browser = await chromium.launch({
  executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<body style="margin:0">${readFileSync('.ci/icon.svg', 'utf8')}</body>`);
  await page.screenshot({ path: 'media/icon.png', omitBackground: true });
} finally {
  await browser.close();
}
