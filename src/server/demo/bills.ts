import { parseVersion, satisfies } from '#domain/releases/index.ts'

type Part = { group?: string; name: string; versions: [range: string, version: string][]; licence: string }

/** What the demo's products are made of, as far as anybody can look. */
const parts: Record<string, readonly Part[]> = {
  gestor: [
    {
      group: 'org.apache.logging.log4j',
      name: 'log4j-core',
      versions: [
        ['>=7.3.0 <7.4.0', '2.14.1'],
        ['>=7.4.0', '2.24.3'],
      ],
      licence: 'Apache-2.0',
    },
    { group: 'org.apache.pdfbox', name: 'pdfbox', versions: [['>=7.3.0', '3.0.5']], licence: 'Apache-2.0' },
    {
      group: 'org.postgresql',
      name: 'postgresql',
      versions: [['>=7.4.0', '42.7.8']],
      licence: 'BSD-2-Clause',
    },
  ],
  folha: [
    {
      group: 'com.fasterxml.jackson.core',
      name: 'jackson-databind',
      versions: [['*', '2.20.0']],
      licence: 'Apache-2.0',
    },
    { group: 'org.apache.poi', name: 'poi-ooxml', versions: [['*', '5.4.1']], licence: 'Apache-2.0' },
  ],
}

/** A bill of materials (CycloneDX 1.6) of a demo release. */
export function billsOf(product: string, version: string): { name: string; content: Buffer }[] {
  const plain = parseVersion(version) ?? version
  const components = (parts[product] ?? []).flatMap(({ group, name, versions, licence }) => {
    const found = versions.find(([range]) => satisfies(plain, range))
    if (!found) return []
    const purl = `pkg:maven/${group}/${name}@${found[1]}`
    return [
      { type: 'library', group, name, version: found[1], purl, licenses: [{ license: { id: licence } }] },
    ]
  })
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: product, version } },
    components,
  }
  return [
    { name: `${product}-${version}.cdx.json`, content: Buffer.from(`${JSON.stringify(bill, null, 2)}\n`) },
  ]
}
