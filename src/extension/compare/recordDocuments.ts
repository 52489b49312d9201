import * as vscode from 'vscode';

/** The scheme of records as text. */
export const recordScheme = 'tandem-record';

/** Read-only texts of records, for the diff editor. The newest are kept; a window that was reloaded has none. */
export class RecordDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(recordScheme, this);
  #made = 0;

  /** A place for the text; `path` is what tabs and headings call it. */
  put(path: readonly string[], text: string): vscode.Uri {
    this.#made += 1;
    const query = String(this.#made);
    this.#texts.set(query, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > mostTexts && oldest !== undefined) this.#texts.delete(oldest);
    return vscode.Uri.from({
      scheme: recordScheme,
      path: `/${path.map((part) => part.replace(/[/\\]/g, '∕')).join('/')}`,
      query,
    });
  }

  provideTextDocumentContent({ query }: vscode.Uri): string {
    return this.#texts.get(query) ?? vscode.l10n.t('This comparison is no longer there. Compare the records again.');
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }
}

/** Several comparisons of a hundred records each; editors that scroll ask for a text again and again. */
const mostTexts = 1_000;
