import type {
  CancellationToken,
  Connection,
  DocumentLink,
  ServerCapabilities,
  TextDocumentPositionParams,
} from 'vscode-languageserver/node';
import type { FileInWorkspace, LanguageWorkspaces } from './languageWorkspaces';
import type { FilePort } from './filePort';
import type { MappingStatus } from '../protocol/languageProtocol';
import type { MappingStatuses } from './mappingStatuses';
import { ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { codeActionKinds, codeActionsFor } from './features/codeActions';
import { codeLensesOf } from './features/codeLenses';
import { completionItems, completionTriggers } from './features/complete';
import { definitionOf } from './features/definition';
import { documentLinks } from './features/documentLinks';
import { documentSymbols, workspaceSymbols } from './features/symbols';
import { existingFiles } from './existingFiles';
import { foldingRanges } from './features/foldingRanges';
import {
  formattingEdits,
  formattingTriggers,
  onTypeFormattingEdits,
  rangeFormattingEdits,
} from './features/formatting';
import { hoverAt } from './features/hover';
import { inlayHintsOf } from './features/inlayHints';
import { offsetAt } from './features/offsets';
import { prepareRename, renameEdits } from './features/rename';
import { referencesOf } from './features/references';
import { semanticTokensLegend, semanticTokensOf } from './features/semanticTokens';

/** What the features are functions of. */
export interface FeatureDeps {
  readonly workspaces: LanguageWorkspaces;
  readonly statuses: MappingStatuses;
  readonly files: FilePort;
  /** The wall clock, as ISO 8601 UTC. */
  readonly now: () => string;
  /** What the editor can do, as it said when it began. */
  readonly editor: () => EditorAbilities;
}

export interface EditorAbilities {
  /** Completions may hold places to fill in. */
  readonly snippets: boolean;
}

/** What the server tells editors that it can do. */
export const featureCapabilities: ServerCapabilities = {
  completionProvider: { triggerCharacters: [...completionTriggers], resolveProvider: false },
  hoverProvider: true,
  inlayHintProvider: true,
  semanticTokensProvider: {
    legend: {
      tokenTypes: [...semanticTokensLegend.tokenTypes],
      tokenModifiers: [...semanticTokensLegend.tokenModifiers],
    },
    full: true,
  },
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  documentLinkProvider: { resolveProvider: false },
  foldingRangeProvider: true,
  codeActionProvider: { codeActionKinds: [...codeActionKinds], resolveProvider: false },
  codeLensProvider: { resolveProvider: false },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: onTypeProvider(formattingTriggers),
};

/** Answers the editor's requests: each finds its document, and hands it to the function that knows the answer. */
export function registerFeatures(
  connection: Connection,
  { workspaces, statuses, files, now, editor }: FeatureDeps,
): void {
  /** Waits for files that are just being read: at the start an answer would be a guess. Nobody waits for it who took it back meanwhile. */
  const inFile = async <T>(
    uri: string,
    token: CancellationToken,
    whenUnknown: T,
    answer: (found: FileInWorkspace) => T | Promise<T>,
  ): Promise<T> => {
    await workspaces.settle();
    const found = token.isCancellationRequested ? undefined : workspaces.at(uri);
    return found ? answer(found) : whenUnknown;
  };
  const atPosition = <T>(
    { textDocument, position }: TextDocumentPositionParams,
    token: CancellationToken,
    whenUnknown: T,
    answer: (found: FileInWorkspace, offset: number) => T,
  ): Promise<T> =>
    inFile(textDocument.uri, token, whenUnknown, (found) => answer(found, offsetAt(found.file.text, position)));
  const statusOf = ({ analysis, file }: FileInWorkspace): MappingStatus | undefined => {
    const name = file.kind === 'mapping' && analysis.workspace ? file.name : undefined;
    return name === undefined ? undefined : statuses.of(analysis.folder)?.get(name);
  };

  connection.onCompletion((params, token) =>
    atPosition(params, token, [], ({ analysis, file }, offset) => [
      ...completionItems(analysis, file, offset, { snippets: editor().snippets }),
    ]),
  );
  connection.onHover((params, token) =>
    atPosition(params, token, null, (found, offset) => {
      const status = statusOf(found);
      return hoverAt(found.analysis, found.file, offset, { now: now(), ...(status && { status }) });
    }),
  );
  connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    inFile(textDocument.uri, token, [], ({ analysis, file }) => [...inlayHintsOf(analysis, file, range)]),
  );
  connection.languages.semanticTokens.on(({ textDocument }, token) =>
    inFile(textDocument.uri, token, { data: [] }, ({ analysis, file }) => semanticTokensOf(analysis, file)),
  );
  connection.onDefinition((params, token) =>
    atPosition(params, token, [], ({ analysis, file }, offset) => [...definitionOf(analysis, file, offset)]),
  );
  connection.onReferences((params, token) =>
    atPosition(params, token, [], ({ analysis, file }, offset) => {
      return [...referencesOf(analysis, file, offset, params.context.includeDeclaration)];
    }),
  );
  connection.onPrepareRename((params, token) =>
    atPosition(params, token, null, ({ analysis, file }, offset) => prepareRename(analysis, file, offset)),
  );
  connection.onRenameRequest((params, token) =>
    atPosition(params, token, null, (found, offset) => {
      const { analysis, file } = found;
      // The cursor may stand in another mapping's file.
      const couplings = (name: string) => couplingsOf(statuses.of(analysis.folder)?.get(name));
      const edits = renameEdits(analysis, file, offset, params.newName, couplings);
      if (edits.ok) return edits.value;
      throw new ResponseError(ErrorCodes.InvalidRequest, edits.error.message);
    }),
  );
  connection.onDocumentSymbol(({ textDocument }, token) =>
    inFile(textDocument.uri, token, [], ({ analysis, file }) => [...documentSymbols(analysis, file)]),
  );
  connection.onWorkspaceSymbol(async ({ query }, token) => {
    await workspaces.settle();
    return token.isCancellationRequested ? [] : [...workspaceSymbols(workspaces.analyses, query)];
  });
  connection.onDocumentLinks(({ textDocument }, token) =>
    inFile<DocumentLink[]>(textDocument.uri, token, [], async ({ analysis, file }) => {
      const links = await existingFiles(files, analysis.folder, (exists) => documentLinks(analysis, file, exists));
      return [...links];
    }),
  );
  connection.onFoldingRanges(({ textDocument }, token) =>
    inFile(textDocument.uri, token, [], ({ file }) => [...foldingRanges(file)]),
  );
  connection.onCodeAction(({ textDocument, range, context }, token) =>
    inFile(textDocument.uri, token, [], ({ analysis, file }) => {
      return [...codeActionsFor(analysis, file, range, context.diagnostics, context.only)];
    }),
  );
  connection.onCodeLens(({ textDocument }, token) =>
    inFile(textDocument.uri, token, [], (found) => [...codeLensesOf(found.analysis, found.file, statusOf(found))]),
  );
  connection.onDocumentFormatting(({ textDocument }, token) =>
    inFile(textDocument.uri, token, [], ({ file }) => [...formattingEdits(file.text)]),
  );
  connection.onDocumentRangeFormatting(({ textDocument, range }, token) =>
    inFile(textDocument.uri, token, [], ({ file }) => [...rangeFormattingEdits(file.text, range)]),
  );
  connection.onDocumentOnTypeFormatting(({ textDocument, position }, token) =>
    inFile(textDocument.uri, token, [], ({ file }) => [...onTypeFormattingEdits(file.text, position.line)]),
  );
}

/** How many pairs of records a mapping has coupled, whatever their state. */
function couplingsOf(status: MappingStatus | undefined): number | undefined {
  return status && status.counts.ok + status.counts.failed + status.counts.skipped;
}

function onTypeProvider([first = '\n', ...more]: readonly string[]) {
  return { firstTriggerCharacter: first, moreTriggerCharacter: more };
}
