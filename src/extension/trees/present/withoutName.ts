/**
 * A failure's message without the record's name in front (`Customer 10000: …`, as a job's log keeps it), where `title`
 * begins with the same key and stands beside it anyway.
 */
export function withoutName(message: string, title: string): string {
  const end = message.indexOf(': ');
  const name = message.slice(0, Math.max(end, 0));
  // The table's name may hold spaces, so the key may begin after any of them.
  for (let space = name.indexOf(' '); space !== -1; space = name.indexOf(' ', space + 1)) {
    const key = name.slice(space + 1);
    if (title === key || title.startsWith(`${key} `)) return message.slice(end + 2);
  }
  return message;
}
