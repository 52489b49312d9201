import type { Answer, ParamsOf, RequestName, ResultOf, RunProgress } from '../protocol/workerProtocol';
import type { CancelSignal } from '../core/ports/cancelSignal';
import { PlanShelf } from './planShelf';
import { WorkspaceBrowser } from '../service/browse/workspaceBrowser';
import { browseHandlers } from './browseHandlers';
import { resultsHandlers } from './resultsHandlers';
import { runHandlers } from './runHandlers';
import { setupHandlers } from './setupHandlers';

/** What handlers share for as long as the worker lives. */
export interface HandlerContext {
  readonly browser: WorkspaceBrowser;
  readonly plans: PlanShelf;
  /** The folder with `templates` and `sample` in it. */
  readonly mediaFolder: string;
  readonly tell: (progress: RunProgress) => void;
  /** Milliseconds that never run backwards. */
  readonly nowMs: () => number;
}

/** Answers one request. Throwing is a bug: the request is rejected, and the worker goes on. */
export type Handler<N extends RequestName> = (
  params: ParamsOf<N>,
  cancel: CancelSignal,
) => Promise<Answer<ResultOf<N>>>;

/** Handlers of some requests; what is left out does not type-check where all are put together. */
export type Handlers<N extends RequestName = RequestName> = { readonly [Name in N]: Handler<Name> };

/** One handler for every request of the protocol. */
export function requestHandlers(options: Omit<HandlerContext, 'browser' | 'plans'>): Handlers {
  const context: HandlerContext = { ...options, browser: new WorkspaceBrowser(), plans: new PlanShelf() };
  return {
    ...browseHandlers(context),
    ...runHandlers(context),
    ...resultsHandlers(context),
    ...setupHandlers(context),
  };
}
