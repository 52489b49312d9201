import type { Answer, WorkspaceAddress } from '../../protocol/workerProtocol';
import type { AskedQuestion } from './readToHost';
import type { Questions } from '../../protocol/resultsProtocol';
import type { WorkerClient } from '../workbench';

/**
 * Passes a question of the page on to the worker. `titles` asks the two systems as well, for records as people know them; without
 * trust they are left alone, and ids have to do.
 */
export function askResults(
  worker: WorkerClient,
  address: WorkspaceAddress,
  question: AskedQuestion,
  titles: boolean,
): Promise<Answer<Questions[keyof Questions]['answer']>> {
  switch (question.name) {
    case 'runs':
      return worker.request('results/runs', { ...address, ...question.params });
    case 'records':
      return worker.request('results/records', { ...address, ...question.params, titles });
    case 'errors':
      return worker.request('results/errors', { ...address, ...question.params, titles });
    case 'story':
      return worker.request('results/story', { ...address, ...question.params, titles });
    case 'conflict':
      return worker.request('results/conflict', { ...address, ...question.params });
    case 'graph':
      return worker.request('results/graph', address);
  }
}
