import type { UpgradePath } from '#domain/releases/index.ts'

/** The way up as the API answers it: steps in the order to install, each file with its address and hash. */
export function updatesJson({ product, from, steps, blocked }: UpgradePath, origin: string): object {
  return {
    product,
    from,
    steps: steps.map(({ version, kind, severity, publishedAt, required, cves, files }) => ({
      version,
      kind,
      severity,
      publishedAt: new Date(publishedAt).toISOString(),
      required,
      cves,
      files: files.map(({ name, size, sha256, platform }) => {
        const url = `${origin}/downloads/${product}/${version}/${encodeURIComponent(name)}`
        return { name, size, sha256, platform, url, sha256Url: `${url}.sha256` }
      }),
    })),
    blocked,
  }
}
