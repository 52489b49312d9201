import type { TextRange } from './problem';

/** What `tandem.yaml` says (DESIGN 2). Paths are as written: relative to the file, not yet resolved. */
export interface Workspace {
  readonly environments: readonly Environment[];
  readonly defaultEnvironment?: string;
  /** Files or globs, in order; their order breaks ties in the synchronization order. */
  readonly mappings: readonly { readonly pattern: string; readonly range: TextRange }[];
}

export interface Environment {
  readonly name: string;
  readonly local: SideConfiguration;
  readonly integration: SideConfiguration;
  readonly range: TextRange;
  /** Where its name stands; absent where the environment was not read from a file. */
  readonly nameRange?: TextRange;
}

/** How to reach one side. No secret ever stands here: who signs in, and how, is settled outside the file (DESIGN 2). */
export type SideConfiguration =
  SqliteConfiguration | BusinessCentralConfiguration | NavConfiguration | DataverseConfiguration;

/** The sides that are reached over a network. */
export type ServiceConfiguration = Exclude<SideConfiguration, SqliteConfiguration>;

export interface SqliteConfiguration {
  readonly connector: 'sqlite';
  readonly file: string;
  /** Column names used for every table that has them (DESIGN 2). */
  readonly defaults: { readonly id?: string; readonly modifiedOn?: string; readonly key?: string };
  readonly range: TextRange;
}

/** Business Central's API pages, online or on the user's own server. */
export interface BusinessCentralConfiguration extends SignInConfiguration {
  readonly connector: 'businessCentral';
  /** Online only: the environment's name, such as `Production`. */
  readonly environment?: string;
  /** On the user's own server only: up to and with the instance, such as `https://host:7048/BC`. */
  readonly url?: string;
  /** The company's name, display name or id. */
  readonly company: string;
  /** Custom APIs whose entity sets are tables too, each `publisher/group/version`; `v2.0` always is. */
  readonly apis: readonly string[];
  readonly range: TextRange;
}

/** Pages and queries that a NAV or Business Central server publishes as OData V4 web services. */
export interface NavConfiguration extends SignInConfiguration {
  readonly connector: 'nav';
  /** Up to and with the instance, such as `https://host:7048/DynamicsNAV110`. */
  readonly url: string;
  readonly company: string;
  readonly range: TextRange;
}

/** Dataverse, Dynamics 365 Sales, or Dynamics CRM 8.x and 9.x on the user's own server. */
export interface DataverseConfiguration extends SignInConfiguration {
  readonly connector: 'dataverse';
  /** The organisation's address, such as `https://contoso.crm.dynamics.com`; on premises with the organisation's name. */
  readonly url: string;
  /** The Web API's version, such as `v9.2`; absent: the newest one that the organisation offers. */
  readonly version?: string;
  /** Refuse records that a duplicate detection rule finds; off by default, as in the Web API itself. */
  readonly duplicateDetection: boolean;
  /** Which custom logic (plug-ins, flows) the writes of a synchronization pass by. */
  readonly bypassCustomLogic: 'none' | 'sync' | 'async' | 'all';
  readonly range: TextRange;
}

export interface SignInConfiguration {
  /**
   * interactive: the person at the keyboard, through VS Code or a device code · clientCredentials: an application with a
   * secret · basic: a user with a password or a web service access key, on the user's own server only · none: nobody, for a
   * service on this machine.
   */
  readonly authentication: 'interactive' | 'clientCredentials' | 'basic' | 'none';
  /** The directory to sign in to, as a name or id; absent: the one of the account. */
  readonly tenant?: string;
  /** The app registration to sign in with. */
  readonly clientId?: string;
  /** The user of `basic`. */
  readonly user?: string;
}
