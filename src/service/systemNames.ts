import path from 'node:path';
import type { Environment, SideConfiguration } from '../core/model/workspace';
import type { Side } from '../core/model/side';

/** What people call an environment's two systems; the sides' own words where both are called alike. */
export function systemNames({ local, integration }: Environment): { readonly [S in Side]: string } {
  const names = { local: systemName(local), integration: systemName(integration) };
  return names.local === names.integration ? { local: 'local', integration: 'integration' } : names;
}

function systemName(side: SideConfiguration): string {
  if (side.connector === 'sqlite') return path.posix.basename(side.file).replace(/\.[^.]*$/, '');
  return productNames[side.connector] ?? side.connector;
}

const productNames: Readonly<Record<string, string>> = {
  businessCentral: 'Business Central',
  dataverse: 'Dataverse',
  nav: 'Dynamics NAV',
};
