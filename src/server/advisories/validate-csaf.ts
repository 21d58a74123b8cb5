/** What is wrong with a CSAF document, one sentence each: schema and mandatory tests (CSAF 2.0, 6.1). */
export async function validateCsaf(document: object): Promise<string[]> {
  // Loaded where it is asked for: its rules and time zones weigh more than the portal itself.
  const { default: validate } = await import('@secvisogram/csaf-validator-lib/validate.js')
  const tests = await import('@secvisogram/csaf-validator-lib/basic.js')
  const { tests: results } = await validate(Object.values(tests), document)
  return results.flatMap(({ name, errors }) =>
    errors.map(({ instancePath, message }) => `${name}: ${instancePath} ${message ?? ''}`.trim()),
  )
}
