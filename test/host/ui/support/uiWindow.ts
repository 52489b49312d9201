import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { artifacts } from '../../ring/artifacts';
import { addressOf } from '../../ring/browserHost';
import { launchChromium } from '../../ring/launchChromium';
import type { RunningServer } from '../../ring/startCodeServer';
import { quietSettings, startCodeServer } from '../../ring/startCodeServer';
import type { Opened } from '../../ring/windowKinds';
import { uiSetup } from './uiSetup';

/** A window with the packaged extension in it, as a user has it. */
export interface UiWindow {
  readonly page: Page;
  /** A private folder; the server keeps its data there. */
  readonly home: string;
  /** Opens what stands in a view's place: a pane of the side bar, by its title. */
  pane(title: string): Locator;
  /** Rows of a view that hold all of these texts. */
  row(view: string, ...texts: readonly string[]): Locator;
  /** Runs a command from the palette by the words that a user types. */
  command(words: string): Promise<void>;
  /** The modal dialog that is shown. */
  readonly dialog: Locator;
  /** The number on the container's icon. */
  readonly badge: Locator;
  /** Notifications that hold the text. */
  notification(text: string | RegExp): Locator;
  /** The pick or input that is shown. */
  readonly quickInput: Locator;
  /** Takes a picture into test/host/.artifacts. */
  picture(name: string): Promise<void>;
  /** Changes settings of the user; the window takes them when it is loaded again. */
  setSettings(settings: Readonly<Record<string, unknown>>): void;
  reload(): Promise<void>;
  close(): Promise<void>;
}

export interface UiOptions {
  readonly opened: (home: string) => Promise<Opened>;
  readonly trusted?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly size?: { readonly width: number; readonly height: number };
}

const longestWaitMs = 20_000;
const paletteWaitMs = 3_000;
const paletteAttempts = 5;

/** Opens it, and waits until its side bar and its extension host are there. */
export async function openUiWindow(options: UiOptions): Promise<UiWindow> {
  const setup = uiSetup();
  const home = mkdtempSync(path.join(setup.home, 'ui-'));
  const opened = await options.opened(home);
  const settings = { ...options.settings };
  const server = await startCodeServer(setup.codeServer, {
    home,
    trusted: options.trusted ?? true,
    driver: false,
    vsix: setup.vsix,
    settings,
  });
  let browser: Browser | undefined;
  try {
    browser = await launchChromium(setup.chromium);
    const context = await browser.newContext({ viewport: options.size ?? { width: 1280, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(longestWaitMs);
    await page.goto(addressOf(server.authority, opened), { waitUntil: 'domcontentloaded' });
    await untilReady(page);
    return uiWindow(page, { home, server, browser, settings });
  } catch (error) {
    await browser?.close();
    server.stop();
    throw error;
  }
}

async function untilReady(page: Page): Promise<void> {
  await page.locator('.activitybar .action-item').first().waitFor();
  // The status bar tells of the connection as soon as the server's extension host answers.
  await page.locator('#status\\.host').first().waitFor();
}

function uiWindow(
  page: Page,
  parts: {
    readonly home: string;
    readonly server: RunningServer;
    readonly browser: Browser;
    readonly settings: Readonly<Record<string, unknown>>;
  },
): UiWindow {
  const pane = (title: string): Locator =>
    page.locator('.pane', { has: page.locator(`.pane-header[aria-label^="${title}"]`) });
  const quickInput = page.locator('.quick-input-widget:visible');
  return {
    page,
    home: parts.home,
    pane,
    row(view, ...texts) {
      const rows = pane(view).getByRole('treeitem');
      return texts.reduce((so, text) => so.filter({ hasText: text }), rows);
    },
    async command(words) {
      const offered = quickInput.locator('.monaco-list-row').filter({ hasText: words }).first();
      // The palette lists what is offered when it opens: a command may come a moment after its window.
      for (let attempt = 1; ; attempt++) {
        await page.keyboard.press('F1');
        await quickInput.locator('input[type=text]').fill(`>${words}`);
        try {
          await offered.waitFor({ timeout: paletteWaitMs });
          break;
        } catch (error) {
          if (attempt === paletteAttempts) throw error;
          await page.keyboard.press('Escape');
        }
      }
      await page.keyboard.press('Enter');
    },
    dialog: page.locator('.monaco-dialog-box'),
    badge: page.locator('.activitybar .action-item .badge'),
    notification: (text) => page.locator('.notification-toast').filter({ hasText: text }),
    quickInput,
    async picture(name) {
      await page.screenshot({ path: path.join(artifacts, `${name}.png`), animations: 'disabled' });
    },
    setSettings(settings) {
      const file = path.join(parts.home, 'user', 'User', 'settings.json');
      writeFileSync(file, JSON.stringify({ ...quietSettings, ...parts.settings, ...settings }));
    },
    async reload() {
      await page.reload({ waitUntil: 'domcontentloaded' });
      await untilReady(page);
    },
    async close() {
      await parts.browser.close();
      parts.server.stop();
    },
  };
}
