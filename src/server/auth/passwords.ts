import { hash, verify } from '@node-rs/argon2'

// Argon2id is the library's default algorithm; 19 MiB, 2 passes, 1 lane (OWASP).
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const atOnce = 4
let running = 0
const waiting: (() => void)[] = []

async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

export function hashPassword(password: string): Promise<string> {
  return limited(() => hash(password.normalize('NFKC'), cost))
}

// Compared when the account does not exist, so that both answers take the same time.
let nobody: Promise<string> | undefined

export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this one')
  const against = stored ?? (await nobody)
  const matches = await limited(() => verify(against, password.normalize('NFKC'))).catch(() => false)
  return stored !== null && matches
}
