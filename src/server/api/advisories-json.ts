import { csafPath, type ListedAdvisory, readCvss } from '#domain/advisories/index.ts'

/** An advisory as the API lists it; its CSAF document is at `csafUrl`. */
export function advisoryJson(advisory: ListedAdvisory, origin: string, lang: 'pt' | 'en'): object {
  const { tracking, status, tlp, severity, title, cve, cwe, cvss, publishedAt, revisions, statements, vex } =
    advisory
  const out = publishedAt !== null
  return {
    tracking,
    status,
    tlp,
    severity,
    title: title[lang],
    cve,
    cwe,
    cvss: cvss ? readCvss(cvss) : null,
    publishedAt: out ? new Date(publishedAt).toISOString() : null,
    updatedAt: new Date(revisions.at(-1)?.at ?? advisory.updatedAt).toISOString(),
    /** How the version that was asked for stands (VEX). */
    vex,
    products: statements.map((each) => ({
      product: each.productId,
      status: each.status,
      affected: each.affected,
      fixedVersion: each.fixedVersion,
      justification: each.justification,
    })),
    url: `${origin}/${lang}/advisories/${tracking}`,
    csafUrl: out ? `${origin}/.well-known/csaf/${csafPath(advisory)}` : null,
  }
}
