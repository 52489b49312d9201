import { Window } from 'happy-dom';
import type { MountOptions, TestPage } from './page';
import { pageBundle } from './pageBundle';

/** The view in a document without a browser: fast, and without layout. */
export interface LightPage {
  mount(options?: MountOptions): TestPage;
  /** Waits until nothing is under way any more. */
  settled(): Promise<void>;
  readonly document: Document;
  close(): Promise<void>;
}

export async function openLightPage(): Promise<LightPage> {
  const window = new Window({
    width: 1280,
    height: 800,
    settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true },
  });
  window.eval(await pageBundle({ plain: true }));
  const inside = window as unknown as globalThis.Window;
  return {
    mount: (options) => inside.mount(options),
    settled: async () => {
      await window.happyDOM.waitUntilComplete();
    },
    document: inside.document,
    close: async () => {
      await window.happyDOM.close();
    },
  };
}
