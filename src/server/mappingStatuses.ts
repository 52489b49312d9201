import type { MappingStatus, MappingStatusResult } from '../protocol/languageProtocol';

/** How mappings stand, as the editor knows it: the server itself sees neither couplings nor jobs. */
export interface MappingStatuses {
  /** By mapping name; undefined where it is not known yet: `onArrived` follows. `folder` is the workspace's URI. */
  of(folder: string): ReadonlyMap<string, MappingStatus> | undefined;
  /** Couplings or jobs changed. What is known stands until the answer arrives. */
  changed(): void;
}

/** Asks once for each workspace, and again after `changed`. `ask` answers undefined for editors that cannot tell. */
export function createMappingStatuses(
  ask: (folder: string) => Promise<MappingStatusResult> | undefined,
  onArrived: () => void,
): MappingStatuses {
  const known = new Map<string, ReadonlyMap<string, MappingStatus>>();
  const asked = new Set<string>();
  const askFor = async (folder: string): Promise<void> => {
    asked.add(folder);
    try {
      const answer = await ask(folder);
      if (!answer) return;
      const { mappings } = answer;
      known.set(folder, new Map(mappings.map((status) => [status.name, status])));
      onArrived();
    } catch {
      // The editor is closing, or has no such workspace any more: the lenses stay without numbers.
      known.delete(folder);
    }
  };
  return {
    of(folder) {
      if (!asked.has(folder)) void askFor(folder);
      return known.get(folder);
    },
    changed() {
      const folders = [...asked];
      asked.clear();
      for (const folder of folders) void askFor(folder);
    },
  };
}
