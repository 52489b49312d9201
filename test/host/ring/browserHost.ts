import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { artifacts } from './artifacts';
import type { Chromium } from './findChromium';
import { findChromium } from './findChromium';
import type { Host, WindowToRun } from './hosts';
import type { CodeServer } from './installCodeServer';
import { installCodeServer } from './installCodeServer';
import { launchChromium } from './launchChromium';
import { startCodeServer } from './startCodeServer';
import type { Opened } from './windowKinds';

/** code-server and a browser, both found or installed. Throws where one of them cannot be had. */
export async function browserParts(): Promise<BrowserParts> {
  const codeServer = await installCodeServer();
  return { codeServer, chromium: await findChromium() };
}

export interface BrowserParts {
  readonly codeServer: CodeServer;
  readonly chromium: Chromium;
}

/** Runs suites in code-server, each in a page of one browser without a window. */
export async function browserHost(): Promise<Host> {
  const { codeServer, chromium } = await browserParts();
  const browser = await launchChromium(chromium);
  return {
    name: 'code-server in Chromium',
    run: (window) => runWindow(codeServer, browser, window),
    close: () => browser.close(),
  };
}

async function runWindow(codeServer: CodeServer, browser: Browser, window: WindowToRun): Promise<string | undefined> {
  const server = await startCodeServer(codeServer, {
    home: window.home,
    trusted: window.trusted,
    driver: true,
    env: window.env,
  });
  const said: string[] = [];
  let context: BrowserContext | undefined;
  try {
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    let ended: (code: number) => void = () => undefined;
    const exit = new Promise<number>((resolve) => (ended = resolve));
    // The names by which a driven window tells its end and what its extension host writes.
    await page.exposeFunction('codeAutomationExit', (code: number) => ended(code));
    await page.exposeFunction('codeAutomationLog', (kind: string, words: readonly unknown[]) =>
      said.push(`${kind} ${words.map(String).join(' ')}`),
    );
    page.on('crash', () => said.push('The page crashed.'));
    await page.goto(addressOf(server.authority, window.opened, window), {
      timeout: 30_000,
      waitUntil: 'domcontentloaded',
    });
    const inTime = await within(window.timeoutMs, exit);
    if (inTime !== undefined) return undefined;
    await picture(page, `${window.name}-too-late.png`);
    const log = [`did not end within ${window.timeoutMs / 1000} s`, ...said.slice(-40), server.log().slice(-4000)];
    return log.join('\n');
  } finally {
    writeFileSync(path.join(artifacts, `${window.name}.log`), `${said.join('\n')}\n\n${server.log()}`);
    await context?.close();
    server.stop();
  }
}

/** The address of a window; with an extension to develop, the suites to run in it. */
export function addressOf(
  authority: string,
  opened: Opened,
  tests?: { readonly extension: string; readonly entry: string },
): string {
  const address = new URL(`http://${authority}/`);
  if (opened.kind === 'nothing') address.searchParams.set('ew', 'true');
  else address.searchParams.set(opened.kind, opened.path);
  if (tests) {
    const remote = (file: string): string => `vscode-remote://${authority}${encodeURI(file)}`;
    const payload = [
      ['extensionDevelopmentPath', remote(tests.extension)],
      ['extensionTestsPath', remote(tests.entry)],
    ];
    address.searchParams.set('payload', JSON.stringify(payload));
  }
  return address.href;
}

/** Undefined where the promise takes longer. */
async function within<T>(timeoutMs: number, promise: Promise<T>): Promise<T | undefined> {
  let deadline: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (deadline = setTimeout(() => resolve(undefined), timeoutMs)));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(deadline);
  }
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(artifacts, name), timeout: 10_000 }).catch(() => undefined);
}
