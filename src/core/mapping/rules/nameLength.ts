import type { MappingRule } from './mappingRule';

/** Business Central's mapping names hold 20 characters; longer ones work here, but cannot be taken over there. */
export const nameLength: MappingRule = ({ mapping, source }, report) => {
  const length = [...mapping.name].length;
  if (length <= longest) return;
  const message = `The name '${mapping.name}' has ${length} characters, Business Central allows ${longest}. Shorten it if you take mappings over from there.`;
  report('NAME_TOO_LONG', source.name, message);
};

const longest = 20;
