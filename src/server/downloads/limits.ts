/** Whoever takes less than so many bytes in so much time holds a connection for nothing. */
export const slowest = { bytes: 64 * 1024, milliseconds: 60_000 } as const

/** Seconds after which an organisation with too many downloads may try again. */
export const retryAfterBusy = 30
