import { makeSample } from '../../ring/windowKinds';
import type { Opened } from '../../ring/windowKinds';
import path from 'node:path';
import { uiSetup } from './uiSetup';
import type { UiOptions, UiWindow } from './uiWindow';
import { openUiWindow } from './uiWindow';

/** Opens a window for the tests of a suite and closes it after them; a test that fails leaves a picture. */
export function useUiWindow(options: UiOptions): () => UiWindow {
  let window: UiWindow | undefined;
  suiteSetup(async () => {
    window = await openUiWindow(options);
  });
  teardown(async function () {
    const { currentTest } = this;
    if (currentTest?.state === 'failed')
      await window?.picture(`failed-${currentTest.fullTitle().replace(/\W+/g, '-')}`);
  });
  suiteTeardown(() => window?.close());
  return () => {
    if (!window) throw new Error('The window is open while tests run only.');
    return window;
  };
}

/** The sample as `tandem init --sample` makes it; nothing has run yet. */
export async function openSampleFolder(home: string): Promise<Opened> {
  const folder = path.join(home, 'sample');
  await makeSample(folder, uiSetup().cli);
  return { kind: 'folder', path: folder };
}
