import type { Environment, SideConfiguration } from '../../core/model/workspace';
import { addressOf, isLoopback } from '../../core/model/serviceAddress';
import { systemNames } from '../systemNames';
import { unreachable } from '../../core/assert';
import type { EnvironmentWord } from '../../protocol/workerProtocol';

/** An environment in a few words. */
export function environmentWord(environment: Environment): EnvironmentWord {
  const { name, local, integration } = environment;
  return {
    name,
    names: systemNames(environment),
    local: sideWord(local),
    integration: sideWord(integration),
    production: isProduction(local) || isProduction(integration),
    dataFiles: [local, integration].flatMap((side) => (side.connector === 'sqlite' ? [side.file] : [])),
    portsHere: [...new Set([local, integration].flatMap(portHere))],
  };
}

/** What a side connects to: `sqlite data/dataverse.sqlite`, `businessCentral Production CRONUS International Ltd.`. */
export function sideWord(side: SideConfiguration): string {
  if (side.connector === 'sqlite') return `sqlite ${side.file}`;
  switch (side.connector) {
    case 'dataverse':
      return `dataverse ${side.url}`;
    case 'nav':
      return `nav ${side.url} ${side.company}`;
    case 'businessCentral':
      return ['businessCentral', side.url ?? side.environment, side.company].filter(Boolean).join(' ');
    default:
      return unreachable(side);
  }
}

function portHere(side: SideConfiguration): readonly number[] {
  const address = side.connector === 'sqlite' ? undefined : addressOf(side);
  if (!address || !isLoopback(address.host)) return [];
  const { port } = new URL(address.origin);
  return port === '' ? [] : [Number(port)];
}

/** Business Central's own name for it. What other systems are called is for the user's settings to judge. */
function isProduction(side: SideConfiguration): boolean {
  return side.connector === 'businessCentral' && side.environment?.toLowerCase() === 'production';
}
