import type { ErrorGroup } from '../../protocol/resultsProtocol';
import type { FailureCode } from '../../core/model/failure';
import type { Job, JobError } from '../../core/model/job';
import type { ListedRecord } from './recordList';
import type { StateBrowser } from '../../store/stateBrowser';
import { failureAdvice } from '../../core/explain/failureAdvice';
import { failureClass } from '../../core/model/failure';

type UntitledGroup = Omit<ErrorGroup, 'example'> & { readonly example: ListedRecord };

/** What failed in some jobs, the commonest code first. The first record with it serves as the example. */
export function errorGroups(state: StateBrowser, jobs: readonly Job[]): readonly UntitledGroup[] {
  const groups = new Map<FailureCode, { count: number; example: ListedRecord; mappings: Set<string> }>();
  for (const job of jobs) {
    const { items } = state.jobErrors(job.id, { offset: 0, limit: Infinity });
    for (const error of items) {
      const group = groups.get(error.code);
      if (group) {
        group.count++;
        group.mappings.add(job.mapping);
      } else {
        groups.set(error.code, { count: 1, example: exampleOf(job, error), mappings: new Set([job.mapping]) });
      }
    }
  }
  return [...groups]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([code, { count, example, mappings }]) => {
      const { cause, nextStep } = failureAdvice(code);
      return { code, class: failureClass(code), count, cause, nextStep, example, mappings: [...mappings] };
    });
}

function exampleOf(job: Job, { localId, integrationId, code, message }: JobError): ListedRecord {
  return { job, record: { action: 'fail', localId, integrationId, fields: [] }, reason: message, code };
}
