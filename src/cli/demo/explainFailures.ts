import { printable } from '../render/printable';
import type { FailureCode } from '../../core/model/failure';
import type { JobDetailsDocument, JobDocument } from '../../protocol/commandDocuments';

/** Why the sample's records fail, code by code: each is there to be met once before it happens with real data. */
export async function explainFailures(
  jobs: readonly JobDocument[],
  ask: (args: readonly string[]) => Promise<unknown>,
): Promise<readonly string[]> {
  const errors: JobDetailsDocument['errors'][number][] = [];
  for (const job of jobs.filter(({ failed }) => failed > 0)) {
    const details = (await ask(['job', job.id])) as Partial<JobDetailsDocument>;
    errors.push(...(details.errors ?? []));
  }
  const codes = [...new Set(errors.map(({ code }) => code))].sort();
  return codes.flatMap((code) => {
    const first = errors.find((error) => error.code === code);
    const count = errors.filter((error) => error.code === code).length;
    const why = explanations[code] ?? 'The message says what to do.';
    return [`  ${code} (${count}): ${why}`, ...(first ? [`    ${printable(first.message)}`] : [])];
  });
}

const explanations: { readonly [Code in FailureCode]?: string } = {
  LOOKUP_NOT_COUPLED: 'the record refers to one that has no counterpart yet, such as a salesperson without a user.',
  LOOKUP_NOT_FOUND: 'the record refers to one that does not exist.',
  TEXT_TOO_LONG: 'a text does not fit the other side. Tandem never cuts a value without being told to.',
  AMBIGUOUS_MATCH: 'two records over there match this one. A person has to say which it is: tandem couple.',
  UPDATE_CONFLICT: 'both records hold different values and the mapping names no winner. Choose with --direction.',
};
