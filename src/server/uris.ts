/**
 * A URI in the one spelling that the server compares by: editors differ in what they escape, and in the case of a drive's letter.
 * What is no URI stays as it is.
 */
export function normalUri(uri: string): string {
  const parts = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)/.exec(uri);
  if (!parts) return uri;
  const [, scheme = '', authority = '', path = ''] = parts;
  const segments = path.split('/').map((segment) => encodeURIComponent(decoded(segment)));
  const drive = /^[A-Za-z]%3A$/;
  const [first = '', second = '', ...rest] = segments;
  const isDrive = first === '' && drive.test(second);
  const normal = [first, isDrive ? second.toLowerCase() : second, ...rest].slice(0, segments.length);
  const end = normal.length > 1 && normal.at(-1) === '' ? normal.slice(0, -1) : normal;
  return `${scheme.toLowerCase()}://${authority}${end.join('/')}`;
}

/** A file below a folder; `file` is relative with forward slashes. `folder` is normal. */
export function fileUri(folder: string, file: string): string {
  return `${folder}/${file.split('/').map(encodeURIComponent).join('/')}`;
}

/** The path from the folder to the file, with forward slashes; undefined where it lies elsewhere. Both are normal. */
export function relativePath(folder: string, uri: string): string | undefined {
  return uri.startsWith(`${folder}/`)
    ? uri
        .slice(folder.length + 1)
        .split('/')
        .map(decoded)
        .join('/')
    : undefined;
}

/** The folder that holds a file; undefined at the top. `uri` is normal. */
export function folderOf(uri: string): string | undefined {
  const slash = uri.lastIndexOf('/');
  return slash > uri.indexOf('://') + 2 ? uri.slice(0, slash) : undefined;
}

/** The last part of the path, for people. `uri` is normal. */
export function nameOf(uri: string): string {
  return decoded(uri.slice(uri.lastIndexOf('/') + 1));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
