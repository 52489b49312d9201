import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of web services on this machine: one company, one table of customers, and one user who may read them. */
export interface NavServer {
  /** Up to and with the instance, as tandem.yaml has it. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Every header `authorization` that came. */
  readonly seen: readonly string[];
  close(): Promise<void>;
}

/** Whoever does not give the password is refused, and gets it all repeated, as careless servers do. */
export async function startNavServer(customers: number): Promise<NavServer> {
  const user = 'SYNC';
  const password = 'correct horse battery staple';
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    seen.push(authorization);
    const given = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString('utf8');
    const answer = (status: number, body: string, type = 'application/json') =>
      response.writeHead(status, { 'content-type': type }).end(body);
    if (given !== `${user}:${password}`) {
      return answer(401, JSON.stringify({ error: { code: 'Unauthorized', message: `${authorization} (${given})` } }));
    }
    const path = decodeURIComponent((request.url ?? '').split('?', 1)[0] ?? '');
    if (path.endsWith('/$metadata')) return answer(200, metadata, 'application/xml');
    if (path.endsWith('/Company')) return answer(200, JSON.stringify({ value: [{ Name: 'CRONUS' }] }));
    if (path.endsWith("/Company('CRONUS')/Customer")) return answer(200, JSON.stringify({ value: rows(customers) }));
    return answer(404, JSON.stringify({ error: { code: 'NotFound', message: path } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/NAV`,
    user,
    password,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const metadata = `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="NAV" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EntityType Name="Company"><Key><PropertyRef Name="Name"/></Key><Property Name="Name" Type="Edm.String" Nullable="false" MaxLength="30"/></EntityType>
  <EntityType Name="Customer"><Key><PropertyRef Name="No"/></Key>
    <Property Name="No" Type="Edm.String" Nullable="false" MaxLength="20"/>
    <Property Name="Name" Type="Edm.String" MaxLength="100"/>
  </EntityType>
  <EntityContainer Name="NAV"><EntitySet Name="Company" EntityType="NAV.Company"/><EntitySet Name="Customer" EntityType="NAV.Customer"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`;

function rows(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({
    '@odata.etag': `W/"${index}"`,
    No: `C${String(index).padStart(5, '0')}`,
    Name: `Customer ${index}`,
  }));
}
