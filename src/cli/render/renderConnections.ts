import { printable } from './printable';
import type { ConnectionReport } from '../../protocol/connectionReport';
import type { RenderContext } from './renderContext';

/** How both systems were reached: one block a side. */
export function renderConnections(
  environment: string,
  sides: readonly ConnectionReport[],
  { style }: Pick<RenderContext, 'style'>,
): readonly string[] {
  return [
    `${style.paint('bold', 'Connections')} of environment ${printable(environment)}`,
    ...sides.flatMap((report) => sideLines(report, style)),
  ];
}

function sideLines(report: ConnectionReport, { paint }: RenderContext['style']): readonly string[] {
  const { side, system, ok, message, user, organization, company, missing = [] } = report;
  const state = ok ? paint('green', 'reached') : paint('red', missing.length > 0 ? 'incomplete' : 'not reached');
  const found = [
    ['user', user],
    ['organization', organization],
    ['company', company],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`  ${name}: ${printable(value)}`]));
  const lacks = missing.map((sentence) => `  ${paint('red', 'missing:')} ${printable(sentence)}`);
  const told = found.length + lacks.length > 0 ? [...found, ...lacks] : [`  ${printable(message)}`];
  return ['', `${paint('bold', side)}, ${printable(system)}: ${state}`, ...told];
}
