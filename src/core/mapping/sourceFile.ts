import type { LineIndex } from './lineIndex';
import type { Report } from './problemList';

/** One file on its way to a model: its text, and where to tell of problems. */
export interface SourceFile {
  /** As the workspace names it: relative to tandem.yaml's folder, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly report: Report;
}
