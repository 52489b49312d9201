import type { Choice } from '../quickSteps/asker';
import type { ConnectionReport } from '../../protocol/workerProtocol';
import type { Locale } from '../locale';

/** What a test of both connections found, as one message. */
export function connectionText(reports: readonly ConnectionReport[], environment: string, { t }: Locale): string {
  const failed = reports.filter(({ ok }) => !ok);
  const [first] = failed;
  if (!first) return t('Both systems of {0} can be reached.', environment);
  const told = t('{0} cannot be reached: {1}', first.system, first.message);
  return failed.length === 1 ? told : t('Neither system of {0} can be reached. {1}', environment, told);
}

/** Each side with what was found there, as a list to read. */
export function connectionChoices(
  reports: readonly ConnectionReport[],
  { t }: Locale,
): readonly Choice<ConnectionReport>[] {
  const sides = { local: t('Local'), integration: t('Integration') };
  return reports.map((report) => ({
    label: report.ok ? t('{0}: reached', sides[report.side]) : t('{0}: not reached', sides[report.side]),
    description: report.system,
    detail: report.message,
    value: report,
  }));
}
