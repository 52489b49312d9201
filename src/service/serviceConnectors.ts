import type { CompanyProbe } from '../connectors/businessCentral/probeCompany';
import type { DataverseProbe } from '../connectors/dataverse/probeDataverse';
import type { ServiceConnectors } from './openService';
import { ok } from '../core/result';
import { openBusinessCentralConnector } from '../connectors/businessCentral/openBusinessCentralConnector';
import { openDataverseConnector } from '../connectors/dataverse/openDataverseConnector';
import { openNavConnector } from '../connectors/nav/openNavConnector';
import { probeBusinessCentral } from '../connectors/businessCentral/probeBusinessCentral';
import { probeDataverse } from '../connectors/dataverse/probeDataverse';
import { probeNav } from '../connectors/nav/probeNav';
import { sentence } from '../connectors/odata/connectorErrorFrom';
import { unreachable } from '../core/assert';

/** The connectors to services, each with its own way to be asked about. */
export const serviceConnectors: ServiceConnectors = {
  open(configuration, access) {
    switch (configuration.connector) {
      case 'businessCentral':
        return openBusinessCentralConnector(configuration, access);
      case 'nav':
        return openNavConnector(configuration, access);
      case 'dataverse':
        return openDataverseConnector(configuration, access);
      default:
        return unreachable(configuration);
    }
  },
  async probe(configuration, access, tables, cancel) {
    const names = tables.map(({ name }) => name);
    switch (configuration.connector) {
      case 'businessCentral': {
        const probed = await probeBusinessCentral(configuration, access, names, cancel);
        return probed.ok ? ok(companyIn(probed.value)) : probed;
      }
      case 'nav': {
        const probed = await probeNav(configuration, access, names, cancel);
        return probed.ok ? ok(companyIn(probed.value)) : probed;
      }
      case 'dataverse': {
        const probed = await probeDataverse(configuration, access, names, cancel);
        return probed.ok ? ok(organizationIn(probed.value)) : probed;
      }
      default:
        return unreachable(configuration);
    }
  },
};

/** A company that is not there is told by the connector itself, with those that are. */
function companyIn({ company, unreadableTables }: CompanyProbe) {
  return {
    missing: unreadableTables.map(
      ({ name, said }) => `The account cannot read ${name}: ${sentence(said)} Give it the permission, then test again.`,
    ),
    ...(company && { company: company.name }),
  };
}

function organizationIn({ user, organization, missingPrivileges = [] }: DataverseProbe) {
  return {
    user: user.name ?? user.id,
    organization: organization.name ?? organization.id,
    missing: missingPrivileges.map((name) => `The privilege ${name} is missing.`),
  };
}
