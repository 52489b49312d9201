import type { Chromium } from '../../ring/findChromium';
import type { CodeServer } from '../../ring/installCodeServer';

/** What the ring got ready for the tests that drive a window; they run in its process and find it in the environment. */
export interface UiSetup {
  readonly codeServer: CodeServer;
  readonly chromium: Chromium;
  /** The packaged extension. */
  readonly vsix: string;
  /** The built command line. */
  readonly cli: string;
  /** A folder for whatever the tests make; the ring takes it away. */
  readonly home: string;
  /** The large workspace, where a suite has made it and run on it already. */
  readonly big: string;
}

const variable = 'TANDEM_HOST_UI';

export function tellUiSetup(setup: UiSetup): void {
  process.env[variable] = JSON.stringify(setup);
}

export function uiSetup(): UiSetup {
  const text = process.env[variable];
  if (text === undefined) throw new Error('Run these with: node test/run.mjs host --only ui');
  return JSON.parse(text) as UiSetup;
}
