/**
 * The one place that keeps secrets out of texts for people and logs. It knows what it was told, and what tokens and passwords look
 * like where nobody told it.
 */
export interface Redaction {
  /** A secret, token or password from now on. */
  add(secret: string): void;
  redact(text: string): string;
}

export function createRedaction(): Redaction {
  const secrets = new Set<string>();
  return {
    add(secret) {
      // Shorter ones would be found in the midst of words, and give themselves away by what is missing.
      if (secret.length >= 6) secrets.add(secret);
      if (secrets.size > mostSecrets) secrets.delete([...secrets][0] ?? '');
    },
    redact(text) {
      const known = [...secrets].reduce((left, secret) => left.replaceAll(secret, hidden), text);
      return patterns.reduce((left, [pattern, instead]) => left.replace(pattern, instead), known);
    },
  };
}

const hidden = '•••';
/** Tokens follow each other for as long as the process lives. */
const mostSecrets = 200;

const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{4,}/gi, `$1 ${hidden}`],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, hidden],
  [/\b(client_secret|password|access_token|refresh_token|id_token|device_code|assertion)=[^&\s"']+/gi, `$1=${hidden}`],
  [
    /("(?:client_secret|password|access_token|refresh_token|id_token|device_code|assertion)"\s*:\s*)"[^"]*"/gi,
    `$1"${hidden}"`,
  ],
];
