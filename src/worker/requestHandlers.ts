import type { Answer, ParamsOf, RequestName, ResultOf, RunProgress } from '../protocol/workerProtocol';
import type { AskEditor } from './editorGate';
import type { CancelSignal } from '../core/ports/cancelSignal';
import type { ServiceReach } from '../service/openService';
import { PlanShelf } from './planShelf';
import { WorkspaceBrowser } from '../service/browse/workspaceBrowser';
import { createAttendance } from './attendance';
import { createEditorGate } from './editorGate';
import { systemClock } from '../service/systemClock';
import { usualSystemViews } from '../service/browse/systemViews';
import { browseHandlers } from './browseHandlers';
import { resultsHandlers } from './resultsHandlers';
import { runHandlers } from './runHandlers';
import { setupHandlers } from './setupHandlers';

/** What handlers share for as long as the worker lives. */
export interface HandlerContext {
  readonly browser: WorkspaceBrowser;
  readonly plans: PlanShelf;
  /** How services are reached: through the editor, where people and secrets are. */
  readonly services: ServiceReach;
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

export interface HandlerOptions extends Omit<HandlerContext, 'browser' | 'plans' | 'services'> {
  readonly ask: AskEditor;
  readonly logLine: (text: string) => void;
}

/** One handler for every request of the protocol. */
export function requestHandlers({ ask, logLine, ...options }: HandlerOptions): Handlers {
  const attendance = createAttendance();
  const gate = createEditorGate({ ask, logLine, isAttended: attendance.isAttended, fetch, clock: systemClock });
  const services = { gate };
  const browser = new WorkspaceBrowser(usualSystemViews, services);
  const context: HandlerContext = { ...options, services, browser, plans: new PlanShelf() };
  const handlers: Handlers = {
    ...browseHandlers(context),
    ...runHandlers(context),
    ...resultsHandlers(context),
    ...setupHandlers(context),
  };
  return attendance.watch(handlers);
}
