import type { Choice } from '../quickSteps/asker';
import type { ConnectionReport } from '../../protocol/connectionReport';
import type { Locale } from '../locale';
import type { Translate } from '../translate';

/** What a test of both connections found, as one message. */
export function connectionText(reports: readonly ConnectionReport[], environment: string, { t }: Locale): string {
  const lacks = reports.filter(({ missing = [] }) => missing.length > 0);
  const failed = reports.filter(({ ok, missing = [] }) => !ok && missing.length === 0);
  const [first] = failed;
  if (first) {
    const told = t('{0} cannot be reached: {1}', first.system, first.message);
    return failed.length === 1 ? told : t('Neither system of {0} can be reached. {1}', environment, told);
  }
  if (lacks.length > 0) {
    const told = lacks.map(({ system, missing = [] }) => t('{0} lacks something: {1}', system, missing.join(' ')));
    return told.join(' ');
  }
  const people = reports.flatMap(({ user, system }) =>
    user === undefined ? [] : [t('You are {0} at {1}.', user, system)],
  );
  return [t('Both systems of {0} can be reached.', environment), ...people].join(' ');
}

/** Each side with what was found there, as a list to read. */
export function connectionChoices(
  reports: readonly ConnectionReport[],
  { t }: Locale,
): readonly Choice<ConnectionReport>[] {
  const sides = { local: t('Local'), integration: t('Integration') };
  return reports.map((report) => ({
    label: stateText(report, sides[report.side], t),
    description: report.system,
    detail: report.message,
    value: report,
  }));
}

function stateText({ ok, missing = [] }: ConnectionReport, side: string, t: Translate): string {
  if (ok) return t('{0}: reached', side);
  return missing.length > 0 ? t('{0}: something is missing', side) : t('{0}: not reached', side);
}
