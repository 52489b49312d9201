import { createApp } from '../../webview/app';
import { readKept } from '../../webview/kept';
import { startKit } from '../../webview/kit';
import { readWords } from '../../webview/words';
import type { ToHost } from '../../src/protocol/resultsProtocol';
import { generatedAnswer, workspace } from './generatedData';

/** What tests reach in the page. */
export interface TestPage {
  receive(data: unknown): void;
  readonly posted: readonly ToHost[];
  kept(): unknown;
  /** From now on answers are held back. */
  silence(): void;
}

declare global {
  interface Window {
    mount: (given?: MountOptions) => TestPage;
  }
}

export interface MountOptions {
  readonly kept?: unknown;
  readonly trusted?: boolean;
  /** Instead of generated answers, by the question's name. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

/** Mounts the view in front of a host that answers from generated data. */
window.mount = ({ kept, trusted = true, answers = {} } = {}) => {
  const root = document.createElement('div');
  root.id = 'app';
  document.body.replaceChildren(root);
  const posted: ToHost[] = [];
  let last: unknown = kept;
  let isSilent = false;
  startKit();
  const later = (data: unknown): void => queueMicrotask(() => app.receive(data));
  const post = (message: ToHost): void => {
    posted.push(message);
    if (message.kind === 'ready') later({ kind: 'shown', workspace: { ...workspace, trusted } });
    if (isSilent || message.kind === 'ready') return;
    const value =
      message.kind === 'do' ? null : (answers[message.name] ?? generatedAnswer(message.name, message.params));
    later({ kind: 'answer', id: message.id, ok: true, value });
  };
  const app = createApp(
    root,
    { post, keep: (state) => (last = state) },
    { words: readWords(undefined), language: 'en', kept: readKept(kept) },
  );
  return { receive: (data) => app.receive(data), posted, kept: () => last, silence: () => (isSilent = true) };
};
