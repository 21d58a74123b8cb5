/** Waits until it is so, for up to 45 seconds. */
export async function eventually(check: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 45_000
  while (!(await check())) {
    if (Date.now() > end) throw new Error('it did not come to pass')
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}
