import type { Problem } from '../../core/model/problem';
import type { ErrorDocument, ProblemDocument, ValidationDocument } from '../../protocol/commandDocuments';
import type { Validation } from '../cliDependencies';

/** `validate`. */
export function validationDocument({ files, problems }: Validation): ValidationDocument {
  return { files, problems: problems.map(problemDocument) };
}

/** A failure of the command itself. */
export function errorDocument(error: {
  readonly code: string;
  readonly message: string;
  readonly problems?: readonly Problem[];
}): ErrorDocument {
  const { code, message, problems } = error;
  return { error: { code, message, ...(problems?.length ? { problems: problems.map(problemDocument) } : {}) } };
}

function problemDocument({ file, range, severity, code, message }: Problem): ProblemDocument {
  return {
    file,
    line: range.start.line,
    column: range.start.column,
    endLine: range.end.line,
    endColumn: range.end.column,
    severity,
    code,
    message,
  };
}
