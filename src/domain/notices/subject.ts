/** What an event is about: `release:gestor/7.5.1` is the release `gestor/7.5.1`. */
export function subjectOf(subject: string): { kind: string; name: string } {
  const at = subject.indexOf(':')
  return { kind: subject.slice(0, at), name: subject.slice(at + 1) }
}
