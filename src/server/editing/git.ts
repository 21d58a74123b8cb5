import { execFile } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type Signature = { name: string; email: string }

async function git(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', folder, ...args], { timeout: 30_000 })
  return stdout.trim()
}

/** Whether the folder is the top of a git work tree: a folder somewhere below one is somebody else's history. */
export async function isCheckout(folder: string): Promise<boolean> {
  const top = await git(folder, 'rev-parse', '--show-toplevel').catch(() => null)
  return top !== null && top === (await realpath(folder))
}

/** The commit that the folder stands at; null: it is no checkout, or has none. */
export async function headCommit(folder: string): Promise<string | null> {
  if (!(await isCheckout(folder))) return null
  return git(folder, 'rev-parse', '--verify', 'HEAD').catch(() => null)
}

function plain({ name, email }: Signature): Signature {
  return { name: name.replace(/[<>\n]/g, ' ').trim() || 'Balcão', email: email.replace(/[<>\s]/g, '') }
}

/**
 * Commits these paths and nothing else, whatever else was staged.
 * @returns the commit, also where it was made before; null: the folder is no checkout
 */
export async function commitPaths(
  folder: string,
  paths: readonly string[],
  message: string,
  { author, committer }: { author: Signature; committer: Signature },
): Promise<string | null> {
  if (!(await isCheckout(folder))) return null
  await git(folder, 'add', '--', ...paths)
  if (await git(folder, 'status', '--porcelain', '--', ...paths)) {
    const [writer, sender] = [plain(author), plain(committer)]
    await git(
      folder,
      ...['-c', `user.name=${sender.name}`, '-c', `user.email=${sender.email}`, '-c', 'commit.gpgsign=false'],
      ...['commit', '--quiet', '--no-verify', `--author=${writer.name} <${writer.email}>`],
      ...['-m', message, '--', ...paths],
    )
  }
  return git(folder, 'rev-parse', 'HEAD')
}
