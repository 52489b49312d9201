import type { HandlerContext, Handlers } from './requestHandlers';
import type { ResultsRequests } from '../protocol/resultsRequests';
import { jobForEditor } from './browseHandlers';
import { ok } from '../core/result';

type Looking = Exclude<keyof ResultsRequests, 'run/resolveConflict' | 'jobs/clear'>;

/** What the results view asks, in its own words. */
export function resultsHandlers({ browser: { results } }: HandlerContext): Handlers<Looking> {
  return {
    async 'results/runs'(asked) {
      const answer = await results.runs(asked);
      if (!answer.ok) return answer;
      return ok({ runs: answer.value.runs.map((run) => ({ ...run, jobs: run.jobs.map(jobForEditor) })) });
    },
    'results/records': (asked, cancel) => results.records(asked, cancel),
    'results/errors': (asked, cancel) => results.errors(asked, cancel),
    'results/story': (asked, cancel) => results.story(asked, cancel),
    'results/conflict': (asked, cancel) => results.conflict(asked, cancel),
    'results/graph': (address) => results.graph(address),
  };
}
