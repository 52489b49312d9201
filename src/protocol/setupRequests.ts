import type { WorkspaceAddress } from './workerProtocol';

/** Requests that make and change a workspace's files. */
export interface SetupRequests {
  /** Sets `synchOnlyCoupledRecords: false` in the mapping files named; answers the files changed. */
  'mappings/allowNew': {
    params: WorkspaceAddress & { readonly mappings: readonly string[] };
    result: { readonly changedFiles: readonly string[] };
  };
  /** The standard mapping files of a template: what "Use Default Synchronization Setup" compares with. */
  'template/files': {
    params: { readonly template: string };
    result: { readonly files: readonly { readonly path: string; readonly text: string }[] };
  };
  'workspace/create': {
    params: {
      readonly folder: string;
      readonly template: string;
      /** Names tables and fields as this local system does; absent, by their captions. */
      readonly local?: string;
      /** Also makes the two sample systems, as files. */
      readonly sample: boolean;
      /** Names the sample's two services, at a port of this machine that is free now; the window is to serve them. */
      readonly sampleServices?: true;
    };
    result: { readonly files: readonly string[] };
  };
}
