import type { PlanSummary } from '../../protocol/workerProtocol';
import { plannedSentences } from './plannedSentences';
import type { RunSystems } from './runSystems';
import type { Locale } from '../locale';

/** A question before something happens: the modal dialog's message and what stands below it. */
export interface Confirmation {
  readonly message: string;
  readonly detail: string;
}

export interface ConfirmationRequest {
  readonly plan: PlanSummary;
  readonly systems: RunSystems;
  /** The mappings asked for; empty for all. */
  readonly mappings: readonly string[];
  /** Mapping files that are open with unsaved changes, which a run does not see. */
  readonly unsavedFiles: readonly string[];
}

/** Asks before a run, from its plan: where it runs, what it writes on each side, what would fail. */
export function confirmationText(request: ConfirmationRequest, locale: Locale): Confirmation {
  const { t } = locale;
  const { plan, systems, unsavedFiles } = request;
  const production = systems.production ? [t('{0} is a production environment.', systems.environment)] : [];
  const unsaved =
    unsavedFiles.length === 0
      ? []
      : [t('Unsaved changes do not take part: {0}. Save them first if they should.', unsavedFiles.join(', '))];
  return {
    message: question(request, locale),
    detail: [...production, ...plannedSentences(plan, systems, locale), ...unsaved].join('\n'),
  };
}

/** Asks for the environment's name before a run in production; the input box's prompt. */
export function productionPrompt({ environment }: RunSystems, { t }: Locale): string {
  return t('{0} is a production environment. Type its name to go on.', environment);
}

function question({ plan, systems, mappings }: ConfirmationRequest, locale: Locale): string {
  const { t } = locale;
  const { environment } = systems;
  const [only] = mappings;
  if (plan.mode !== 'full') return t('Synchronize in environment {0}?', environment);
  if (only === undefined) return t('Run the full synchronization of environment {0}?', environment);
  if (mappings.length === 1) return t('Run the full synchronization of {0} in environment {1}?', only, environment);
  const count = locale.count(mappings.length);
  return t('Run the full synchronization of {0} table mappings in environment {1}?', count, environment);
}
