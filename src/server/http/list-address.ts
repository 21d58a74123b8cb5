/** The filters of a list, kept in its address: links change one and keep the others. */
export type ListAddress = {
  path: string
  get(name: string): string
  /** Whether anything narrows the list. */
  filtered: boolean
  /** The address with some filters changed; from the first page unless `cursor` is among them. */
  with(changes: Record<string, string>): string
  /** What a verb takes. */
  values: Record<string, string>
}

/**
 * @param defaults every filter the list knows and its value when absent; others in the address are ignored
 */
export function listAddress(url: URL, defaults: Record<string, string>): ListAddress {
  const values = Object.fromEntries(
    Object.entries({ ...defaults, cursor: '' }).map(([name, value]) => [
      name,
      url.searchParams.get(name)?.slice(0, 500) || value,
    ]),
  )
  return {
    path: url.pathname,
    values,
    get: (name) => values[name] ?? '',
    filtered: [
      'q',
      'product',
      'status',
      'priority',
      'organisation',
      'queue',
      'tag',
      'requestType',
      'team',
      'field',
    ].some((name) => name in defaults && values[name] !== defaults[name]),
    with(changes) {
      const next = new URLSearchParams()
      for (const [name, value] of Object.entries({ ...values, cursor: '', ...changes })) {
        if (value && value !== defaults[name]) next.set(name, value)
      }
      const query = next.toString()
      return query ? `${url.pathname}?${query}` : url.pathname
    },
  }
}
