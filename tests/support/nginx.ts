import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const places = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx']

/** The system's nginx; where there is none it is installed, as root on Debian, or whoever asks fails. */
export function findNginx(): string {
  const found = (): string | undefined => places.find((path) => existsSync(path))
  if (!found() && process.getuid?.() === 0) {
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
    spawnSync('apt-get', ['update', '-qq'], options)
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'nginx-light'], options)
  }
  const nginx = found()
  if (nginx) return nginx
  throw new Error('There is no nginx. Install one: “apt-get install nginx-light”.')
}

/** nginx in a folder of its own. @param server what stands in its `server` block */
export async function startNginx(
  folder: string,
  port: number,
  server: string,
): Promise<{ stop(): Promise<void> }> {
  await mkdir(folder, { recursive: true })
  const root = process.getuid?.() === 0 ? 'user root;' : ''
  const conf = join(folder, 'nginx.conf')
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  )
  await writeFile(
    conf,
    `${root} worker_processes 1; daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http { access_log off; sendfile on; ${temporary.join(' ')}
server { listen 127.0.0.1:${port}; ${server} } }`,
  )
  const child: ChildProcess = spawn(
    findNginx(),
    ['-c', conf, '-p', folder, '-e', join(folder, 'error.log')],
    {
      stdio: 'ignore',
    },
  )
  for (let turn = 0; ; turn++) {
    if (child.exitCode !== null || turn > 100)
      throw new Error(`nginx does not start: see ${folder}/error.log`)
    if (await fetch(`http://127.0.0.1:${port}/`).catch(() => null)) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
    },
  }
}
