import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** Which of the secrets stand in a text, also as parts of an address or a header. */
export function secretsIn(text: string, secrets: readonly string[]): readonly string[] {
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret, 'utf8').toString('base64').replace(/=+$/, ''),
  ]);
  return forms.filter((form) => text.includes(form));
}

/** The same for every file below a folder. */
export function secretsBelow(folder: string, secrets: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const file = path.join(folder, name);
    if (!statSync(file).isFile()) return [];
    return secretsIn(readFileSync(file, 'latin1'), secrets).map((secret) => `${name}: ${secret}`);
  });
}
