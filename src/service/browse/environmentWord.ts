import type { Environment, SideConfiguration } from '../../core/model/workspace';
import type { EnvironmentWord } from '../../protocol/workerProtocol';

/** An environment in a few words. */
export function environmentWord({ name, local, integration }: Environment): EnvironmentWord {
  return {
    name,
    local: sideWord(local),
    integration: sideWord(integration),
    production: isProduction(local) || isProduction(integration),
    dataFiles: [local, integration].flatMap((side) => (side.connector === 'sqlite' ? [side.file] : [])),
  };
}

/** What a side connects to: `sqlite data/dataverse.sqlite`, `businessCentral Production CRONUS International Ltd.`. */
export function sideWord(side: SideConfiguration): string {
  if (side.connector === 'sqlite') return `sqlite ${side.file}`;
  const { url, server, environment, company } = side.settings;
  return [side.connector, url, server, environment, company].filter((word) => word !== undefined).join(' ');
}

/** Business Central's own name for it. What other systems are called is for the user's settings to judge. */
function isProduction(side: SideConfiguration): boolean {
  return side.connector === 'businessCentral' && side.settings['environment']?.toLowerCase() === 'production';
}
