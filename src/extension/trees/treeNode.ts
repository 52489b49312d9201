import type { CommandTarget } from '../commandArguments';
import type { CommandError } from '../../protocol/workerProtocol';
import type { CouplingState } from '../../core/model/coupling';
import type { FailureCode } from '../../core/model/failure';
import type { RecordId } from '../../core/model/record';

/**
 * One line of a tree, free of VS Code: sources make nodes, the adapter turns them into tree items. Commands of menus are
 * given the node itself and read its `target`.
 */
export interface TreeNode {
  /** The same after every refresh, and unique in its view: VS Code keeps expansion and selection by it. */
  readonly id: string;
  readonly target: CommandTarget;
  /** How the line looks now; asked for again whenever it is drawn. */
  readonly row: () => Row;
  /** Absent where nothing is below. Never rejects: what could not be read is a node that says so. */
  readonly children?: () => Promise<readonly TreeNode[]>;
  /** Open when it is first seen; the user's own choice holds from then on. */
  readonly startsExpanded?: boolean;
  /** The file that a click opens. */
  readonly opens?: FilePlace;
  /** What `tandem.showError` tells of this line. */
  readonly failure?: () => ShownFailure | undefined;
  /** Only on "Load more…": reads the next page of `list`, the node that the page belongs to (undefined: the view). */
  readonly loads?: { readonly list: string | undefined; readonly next: () => Promise<PageLoaded> };
}

/** How one line of a tree looks. */
export interface Row {
  readonly label: string;
  readonly description?: string;
  readonly icon?: RowIcon;
  /** What menus tell kinds and states of lines apart by. */
  readonly contextValue: string;
  /** The whole line in words, for screen readers: name, direction, counts. */
  readonly accessibleLabel: string;
  /** Markdown, made when the mouse rests on the line. */
  readonly tooltip?: () => string;
}

/** A codicon; the colour only repeats what the words say. */
export interface RowIcon {
  readonly name: string;
  readonly color?: 'problemsErrorIcon.foreground' | 'problemsWarningIcon.foreground' | 'disabledForeground';
}

/** A line of a file of the workspace. */
export interface FilePlace {
  /** Relative to the workspace's folder, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A record's failure as the views know it. */
export interface ShownFailure {
  readonly mapping: string;
  readonly localId: RecordId | null;
  readonly integrationId: RecordId | null;
  /** What people call the record: its title, or its id where no title is known. */
  readonly title: string;
  readonly code: FailureCode;
  /** Ends with the next step. */
  readonly message: string;
  readonly at: string;
  /** Undefined where only the job's log tells of the failure: the record may be well by now. */
  readonly state: CouplingState | undefined;
}

/** What became of "Load more…". */
export interface PageLoaded {
  /** How many lines the list shows now. */
  readonly shown: number;
  readonly more: boolean;
  /** Why nothing was added. */
  readonly refused?: CommandError;
}

/** An id from parts: no part can be mistaken for two. */
export function nodeId(...parts: readonly string[]): string {
  return parts.map((part) => encodeURIComponent(part)).join('/');
}

/** Is this what a menu of one of the views hands to a command? */
export function isTreeNode(value: unknown): value is TreeNode {
  const node = value as Partial<TreeNode> | null | undefined;
  return typeof node === 'object' && node !== null && typeof node.id === 'string' && typeof node.row === 'function';
}
