import { createApp } from './app';
import { readKept } from './kept';
import type { Kept } from './kept';
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
  // After a reload the host knows by it which workspace the page showed.
  const workspaceId = root.dataset['workspace'] ?? '';
  const keep = (kept: Kept): void => api.setState({ ...kept, workspaceId });
  const kept = readKept(api.getState());
  keep(kept);
  const app = createApp(
    root,
    { post: (message) => api.postMessage(message), keep },
    { words: readWords(root.dataset['words']), language: document.documentElement.lang || 'en', kept },
  );
  addEventListener('message', (event: MessageEvent<unknown>) => app.receive(event.data));
}

start();
