import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { findPerson } from '#domain/accounts/index.ts'
import type { Folder, Named } from '#domain/editing/index.ts'
import { parsePath } from '#domain/knowledge/index.ts'
import { sha256 } from '../auth/hash.ts'
import type { Runtime } from '../runtime.ts'
import { checkText } from '../site/check-text.ts'
import { commitPaths, type Signature } from './git.ts'
import { forgetShelf, readShelf } from './shelf.ts'

type Means = Pick<Runtime, 'config' | 'log' | 'database'>

/** The content folder as the verbs of editing see it. Only paths of articles are read and written. */
export function contentFolder({ config, log, database }: Means): Folder {
  const root = config.contentDir
  const house: Signature = signatureOf(config.mailFrom)

  async function sign({ id, name }: Named): Promise<Signature> {
    const person = await findPerson(database.reader, id)
    return { name, email: person?.email ?? house.email }
  }

  return {
    hash: sha256,
    read: (path) => readFile(fileAt(root, path), 'utf8').catch(absent),
    put: (path, text) => putFile(fileAt(root, path), text).finally(() => forgetShelf(root)),
    async check(path, text) {
      return (await checkText(await readShelf(root, true), path, text)).faults
    },
    async keep(path, text, { author, committer }) {
      try {
        const { images, article } = await checkText(await readShelf(root, true), path, text)
        const message = `${article?.title ?? path}\n\n${path}`
        const by = { author: await sign(author), committer: committer ? await sign(committer) : house }
        return await commitPaths(root, [path, ...new Set(images)], message, by)
      } catch (error) {
        // The file is published all the same; whoever runs the portal mends its checkout.
        log.error({ err: error, path }, 'the article was not committed')
        return null
      }
    },
  }
}

function fileAt(root: string, path: string): string {
  if (!parsePath(path)) throw new Error(`${path} is no article`)
  return join(root, path)
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}

/** On disk before it takes the old one's place: a crash leaves the one or the other. */
export async function putFile(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const beside = join(dirname(file), `.${randomUUID()}.tmp`)
  try {
    const handle = await open(beside, 'wx')
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, file)
  } finally {
    await rm(beside, { force: true })
  }
}

function signatureOf(mailFrom: string): Signature {
  const match = /^\s*"?(.*?)"?\s*<([^<>\s]+)>\s*$/.exec(mailFrom)
  return match
    ? { name: match[1] || 'Balcão', email: match[2] ?? '' }
    : { name: 'Balcão', email: mailFrom.trim() }
}
