import * as vscode from 'vscode';

/** The scheme of texts that a change would write: read-only documents, for the diff editor. */
export const proposedScheme = 'tandem-standard';

/** As long as a window may look at them; a text is small, and a document that is opened again asks anew. */
const texts = new Map<string, string>();

/** Gives the proposed texts to the editor. */
export function registerProposedTexts(): vscode.Disposable {
  const provider: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  };
  const registration = vscode.workspace.registerTextDocumentContentProvider(proposedScheme, provider);
  return vscode.Disposable.from(registration, { dispose: () => texts.clear() });
}

/** A document with this text, named after the file it stands for. */
export function proposedUri(workspace: string, file: string, kind: 'now' | 'standard', text: string): vscode.Uri {
  // The query holds the text's length and a sum, so that another text is another document.
  const query = `${kind}-${text.length}-${checksum(text)}`;
  const uri = vscode.Uri.from({ scheme: proposedScheme, path: `/${workspace}/${file}`, query });
  texts.set(uri.toString(), text);
  return uri;
}

function checksum(text: string): string {
  let sum = 0;
  for (let index = 0; index < text.length; index++) sum = (Math.imul(sum, 31) + text.charCodeAt(index)) | 0;
  return (sum >>> 0).toString(36);
}
