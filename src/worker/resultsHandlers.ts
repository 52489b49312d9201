import type { Handlers } from './requestHandlers';
import type { ResultsRequests } from '../protocol/resultsRequests';
import type { ServiceError } from '../service/workspaceService';
import { err } from '../core/result';

/** Requests of the results view. */
export function resultsHandlers(): Handlers<keyof ResultsRequests> {
  const notServed = () => Promise.resolve(err(notServedYet));
  return {
    'results/runs': notServed,
    'results/records': notServed,
    'results/errors': notServed,
    'results/story': notServed,
    'results/conflict': notServed,
    'results/graph': notServed,
    'run/resolveConflict': notServed,
    'jobs/clear': notServed,
  };
}

const notServedYet: ServiceError = {
  code: 'NOT_SERVED',
  message: 'This version of Tandem cannot do that yet. Update Tandem.',
  kind: 'usage',
};
