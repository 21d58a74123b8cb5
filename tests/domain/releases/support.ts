import { Readable } from 'node:stream'
import { events } from '#db/schema/index.ts'
import {
  addReleaseFile,
  addSigningKey,
  type CheckNotes,
  type PublishMeans,
  publishDraft,
  saveDraft,
  signReleaseFile,
} from '#domain/releases/index.ts'
import { createSigner, type Signer } from '#server/demo/signer.ts'
import { signing } from '#server/releases/signing.ts'
import { type ReleaseFile, storeContent } from '#server/releases/store-files.ts'
import { tuesday, type World } from '#tests/support/world.ts'

/** Notes are the server's business. */
const noFaults: CheckNotes = async () => []
export const means: PublishMeans = { signing, checkNotes: noFaults }
export const gestor = (version: string): { product: string; version: string } => ({
  product: 'gestor',
  version,
})

export async function typesOf(world: World): Promise<string[]> {
  const rows = await world.database.reader.select({ type: events.type }).from(events).orderBy(events.id)
  return rows.map(({ type }) => type)
}

export function store(world: World, name: string, content: string = name): Promise<ReleaseFile> {
  return storeContent(world.files, name, Readable.from([Buffer.from(content)]))
}

/** A draft with one installer. */
export async function drafted(
  world: World,
  version: string,
  facts: Record<string, unknown> = {},
  who: 'joao' | { kind: 'system'; name: string } = 'joao',
): Promise<ReleaseFile> {
  const ctx = await world.as(who)
  await saveDraft(ctx, { ...gestor(version), ...facts })
  const file = await store(world, `gestor-${version}-linux-x64.tar.gz`)
  await addReleaseFile(ctx, { ...gestor(version), file })
  return file
}

export async function published(
  world: World,
  version: string,
  facts: Record<string, unknown> = {},
  at: number = tuesday,
): Promise<ReleaseFile> {
  const file = await drafted(world, version, facts)
  await publishDraft(await world.as('joao', at), gestor(version), means)
  return file
}

/** A key of gestor's, and what signs with it. */
export async function withKey(world: World, product: string | null = 'gestor'): Promise<Signer> {
  const signer = createSigner()
  await addSigningKey(await world.as('joao'), { product, label: 'Testes', key: signer.publicKey }, signing)
  return signer
}

export async function sign(
  world: World,
  version: string,
  { name, blake2b }: ReleaseFile,
  signer: Signer,
  comment = '',
): Promise<void> {
  const signature = signer.sign(Buffer.from(blake2b, 'hex'), comment)
  await signReleaseFile(await world.as('joao'), { ...gestor(version), name, signature }, signing)
}
