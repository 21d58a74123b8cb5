import { type Context, DomainError, type FieldProblem, isDomainError } from '#domain/shared/index.ts'
import { type AttachmentView, maxAttachments, pendingUploads, recordUpload } from '#domain/tickets/index.ts'
import type { Runtime } from '../runtime.ts'
import { statusOfError } from './error-response.ts'
import { type Form, problemsOfFiles, readForm } from './form.ts'

/** Of one attachment, in bytes. */
export const maxAttachmentSize = 25_000_000

export type MessageForm = {
  form: Form
  /** What the message will carry: files sent with the form, and those sent before and still ticked. */
  uploads: AttachmentView[]
  problems: FieldProblem[]
}

/**
 * Reads a form with a message and its files. Files are safe as uploads before anything else is looked at,
 * so a form that is refused shows them again instead of asking for them twice.
 */
export async function readMessageForm(
  runtime: Runtime,
  ctx: Context,
  request: Request,
): Promise<MessageForm> {
  const limits = { store: runtime.files, maxFiles: maxAttachments + 1, maxFileSize: maxAttachmentSize }
  const form = await readForm(request, limits)
  const problems = problemsOfFiles(form, 'attachments', maxAttachmentSize / 1e6)
  const earlier = await pendingUploads(ctx, form.all('uploads').slice(0, maxAttachments))
  const uploads = [...earlier]
  for (const { hash, name, size, type } of form.files) {
    if (size === 0) {
      problems.push({ field: 'attachments', code: 'empty-file', params: { name } })
      continue
    }
    if (uploads.length >= maxAttachments) {
      problems.push({ field: 'attachments', code: 'too-many-files', params: { max: maxAttachments } })
      break
    }
    uploads.push(await recordUpload(ctx, { hash, name, size, type }))
  }
  return { form, uploads, problems }
}

export type Refused = { code: string; fields: readonly FieldProblem[] }

/** Runs a verb for a form: what it refuses with is shown in the page; what is not there stays an error. */
export async function attempt<T>(
  problems: readonly FieldProblem[],
  verb: () => Promise<T>,
): Promise<{ done: T } | { refused: Refused; status: number }> {
  try {
    if (problems.length > 0) throw new DomainError('invalid', 'invalid-input', { fields: problems })
    return { done: await verb() }
  } catch (error) {
    if (!isDomainError(error) || error.kind === 'not-found' || error.kind === 'not-signed-in') throw error
    return { refused: { code: error.code, fields: error.fields }, status: statusOfError(error) }
  }
}
