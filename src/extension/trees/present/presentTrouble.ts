import type { Problem } from '../../../core/model/problem';
import type { Row } from '../treeNode';
import { escapeMarkdown } from './escapeMarkdown';
import { groupBy } from './groupBy';
import type { Wording } from './wording';

/** A file whose errors keep it from being used. */
export interface BrokenFile {
  readonly file: string;
  /** In file order; at least one. */
  readonly errors: readonly [Problem, ...Problem[]];
}

/** The files that have errors. */
export function brokenFiles(problems: readonly Problem[]): readonly BrokenFile[] {
  const errors = problems.filter((problem) => problem.severity === 'error');
  const ordered = errors.toSorted((a, b) => a.range.start.offset - b.range.start.offset);
  return groupBy(ordered, (problem) => problem.file).map(([file, found]) => ({ file, errors: found }));
}

/** A file with errors: how many, and the first in words. */
export function presentBrokenFile({ file, errors }: BrokenFile, words: Wording): Row {
  const count = errors.length === 1 ? words.t('1 error') : words.t('{0} errors', words.count(errors.length));
  return {
    label: file.split('/').at(-1) ?? file,
    description: `${count} · ${errors[0].message}`,
    icon: { name: 'error', color: 'problemsErrorIcon.foreground' },
    contextValue: 'mapping.broken',
    accessibleLabel: words.t('File {0}, {1}: {2}', file, count, errors[0].message),
    tooltip: () =>
      [
        `**${escapeMarkdown(file)}**`,
        ...errors
          .slice(0, 5)
          .map(({ range, message }) =>
            words.t('Line {0}: {1}', words.count(range.start.line), escapeMarkdown(message)),
          ),
      ].join('\n\n'),
  };
}

/** What could not be read, and why; stands where it would have been. */
export function presentUnavailable(message: string): Row {
  return {
    label: message,
    icon: { name: 'warning', color: 'problemsWarningIcon.foreground' },
    contextValue: 'unavailable',
    accessibleLabel: message,
    tooltip: () => escapeMarkdown(message),
  };
}

/** The line that reads the next page. */
export function presentMore(shown: number, total: number | undefined, words: Wording): Row {
  const description =
    total === undefined
      ? words.t('{0} shown', words.count(shown))
      : words.t('{0} of {1} shown', words.count(shown), words.count(total));
  return {
    label: words.t('Load more…'),
    description,
    icon: { name: 'ellipsis' },
    contextValue: 'more',
    accessibleLabel: words.t('Load more, {0}', description),
  };
}
