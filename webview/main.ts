import { createApp } from './app';
import { readKept } from './kept';
import { startKit } from './kit';
import { readWords } from './words';

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** The editor hands its API out once; it stays in here, out of reach of anything else in the page. */
function start(): void {
  const root = document.getElementById('app');
  if (root === null) return;
  const api = acquireVsCodeApi();
  startKit();
  const app = createApp(
    root,
    { post: (message) => api.postMessage(message), keep: (kept) => api.setState(kept) },
    {
      words: readWords(root.dataset['words']),
      language: document.documentElement.lang || 'en',
      kept: readKept(api.getState()),
    },
  );
  addEventListener('message', (event: MessageEvent<unknown>) => app.receive(event.data));
}

start();
