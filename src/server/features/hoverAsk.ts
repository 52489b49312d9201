import type { MappingStatus } from '../../protocol/languageProtocol';
import type { FileAnalysis, WorkspaceAnalysis } from '../analysis';
import type { FileView } from './fileView';

/** What the editor knows beside the files. */
export interface HoverOptions {
  /** How the mapping at the place stands; told of the mapping of that name only. */
  readonly status?: MappingStatus;
  /** ISO UTC, to tell ages; without it times stand as they are. */
  readonly now?: string;
}

/** What all parts of a hover may look at. */
export interface HoverAsk {
  readonly analysis: WorkspaceAnalysis;
  readonly file: FileAnalysis;
  readonly view: FileView;
  readonly options: HoverOptions;
}
