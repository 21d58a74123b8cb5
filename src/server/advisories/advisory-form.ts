import {
  type Advisory,
  advisoryToWrite,
  documentOf,
  publishAdvisory,
  saveAdvisory,
  withdrawAdvisory,
} from '#domain/advisories/index.ts'
import { type Context, invalid } from '#domain/shared/index.ts'
import { readMoment } from '../editing/article-fields.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'
import type { Form } from '../http/form.ts'
import type { Runtime } from '../runtime.ts'
import { publisherOf } from './provider.ts'
import { validateCsaf } from './validate-csaf.ts'

function words(form: Form, name: string): { pt: string; en: string } {
  return { pt: form.get(`${name}-pt`), en: form.get(`${name}-en`) }
}

function inputOf(form: Form, id: string | null): object {
  const statements = form.all('product').flatMap((product, at) => {
    const of = (name: string): string => form.all(name)[at] ?? ''
    return product === ''
      ? []
      : [
          {
            product,
            status: of('status'),
            affected: of('affected'),
            fixedVersion: of('fixedVersion'),
            justification: of('justification'),
          },
        ]
  })
  const cwe = form.get('cwe').trim()
  return {
    id,
    revision: form.get('revision'),
    tlp: form.get('tlp'),
    severity: form.get('severity'),
    title: words(form, 'title'),
    summary: words(form, 'summary'),
    workaround: words(form, 'workaround'),
    cve: form.get('cve').trim(),
    cwe: cwe === '' ? null : { id: cwe, name: form.get('cweName') },
    cvss: form.get('cvss').trim(),
    statements,
    organisations: form
      .get('organisations')
      .split(/[\s,]+/)
      .filter(Boolean),
    change: words(form, 'change'),
  }
}

type Done = { id: string; said: 'saved' | 'published' | 'withdrawn' }

/** The form of one advisory: save, publish now or later, withdraw. @param id null: a new one */
export async function advisoryForm(
  runtime: Runtime,
  ctx: Context,
  request: Request,
  id: string | null,
): Promise<DeedForm & { done: Done | null; advisory: Advisory | null; faults: string[] | null }> {
  const result = await deedForm<Done>(request, {
    save: async (form) => ({ id: (await saveAdvisory(ctx, inputOf(form, id))).id, said: 'saved' }),
    publish: async (form) => {
      const saved = await saveAdvisory(ctx, inputOf(form, id))
      const advisory = await advisoryToWrite(ctx, saved.id)
      const faults = await faultsOf(runtime, ctx, advisory)
      if (faults.length > 0) throw invalid([{ field: 'statements', code: 'csaf-faults' }])
      const at =
        form.get('at') === '' ? null : readMoment(form.get('at'), runtime.site.catalogue.settings.site.zone)
      await publishAdvisory(ctx, { id: saved.id, revision: advisory.revision, at })
      return { id: saved.id, said: 'published' }
    },
    withdraw: async (form) => {
      await withdrawAdvisory(ctx, {
        id: id ?? '',
        revision: form.get('revision'),
        reason: words(form, 'reason'),
      })
      return { id: id ?? '', said: 'withdrawn' }
    },
  })
  const advisory = id === null ? null : await advisoryToWrite(ctx, id)
  const faults = advisory && !result.done ? await faultsOf(runtime, ctx, advisory) : null
  return { ...result, advisory, faults }
}

/** What is wrong with the document that would be published. */
async function faultsOf(runtime: Runtime, ctx: Context, advisory: Advisory): Promise<string[]> {
  const drafted = {
    ...advisory,
    publishedAt: advisory.publishedAt ?? ctx.now,
    status: 'published' as const,
    revisions:
      advisory.revisions.length > 0
        ? advisory.revisions
        : [{ number: 1, at: ctx.now, summary: { pt: 'Publicação.', en: 'Initial publication.' } }],
  }
  return validateCsaf(await documentOf(ctx, drafted, publisherOf(runtime)))
}
