declare module '@secvisogram/csaf-validator-lib/validate.js' {
  type Result = { name: string; isValid: boolean; errors: { instancePath: string; message?: string }[] }
  export default function validate(
    tests: unknown[],
    document: object,
  ): Promise<{ isValid: boolean; tests: Result[] }>
}
declare module '@secvisogram/csaf-validator-lib/basic.js'
