import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { parsePath } from '#domain/knowledge/index.ts'
import type { Desk } from '#server/editing/desk.ts'
import { imageResponse, takeImages } from '#server/editing/images.ts'
import type { Form } from '#server/http/form.ts'
import type { Runtime } from '#server/runtime.ts'
import { contentWith } from '#tests/support/content.ts'
import { createWorld, type Name, type World } from '#tests/support/world.ts'

const place = parsePath('faq/access/recover-password.pt.md')
if (!place) throw new Error('no place')

async function newDesk(who: Name = 'ines'): Promise<{ desk: Desk; world: World; at: string }> {
  const at = await contentWith()
  const world = await createWorld()
  const runtime = { config: { contentDir: at }, files: world.files } as unknown as Runtime
  const ctx = await world.as(who)
  return { desk: { runtime, ctx, zone: 'Europe/Lisbon', lang: 'pt' } as unknown as Desk, world, at }
}

async function formWith(
  world: World,
  name: string,
  content: string | Buffer,
  alt = 'Um quadrado',
): Promise<Form> {
  const { hash, size } = await world.files.put(Readable.from([Buffer.from(content)]), 5_000_000)
  const file = { field: 'image', name, type: 'image/png', hash, size }
  return {
    files: [file],
    notKept: [],
    get: (field: string) => (field === 'alt' ? alt : ''),
  } as unknown as Form
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'

describe('an image of an article', () => {
  it('is kept beside it under a safe name of its own, by what it is and not by what it is called', async () => {
    const { desk, world, at } = await newDesk()
    const taken = await takeImages(
      desk,
      place,
      await formWith(world, '../../Ecrã [1].exe', svg, ' Um  ]quadrado['),
    )
    expect(taken).toEqual({
      markdown: expect.stringMatching(/^!\[Um quadrado]\(images\/ecra-1-[0-9a-f]{8}\.svg\)$/),
      problems: [],
    })
    await takeImages(desk, place, await formWith(world, '../../Ecrã [1].exe', svg))
    const kept = await readdir(join(at, 'faq/access/images'))
    expect(kept).toHaveLength(1)
    const response = await imageResponse(desk, `faq/access/images/${kept[0]}`)
    expect(response.headers.get('content-type')).toBe('image/svg+xml')
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
  })

  it.each([
    ['a script', svg.replace('/>', '><script>x()</script></svg>'), 'image: not-an-image'],
    ['an event', svg.replace('width', 'onload="x()" width'), 'image: not-an-image'],
    ['no image', 'hello', 'image: not-an-image'],
    ['more than 2 MB', Buffer.alloc(2 * 1024 * 1024 + 1), 'image: too-large'],
  ])('with %s is refused', async (_what, content, problem) => {
    const { desk, world, at } = await newDesk()
    const { problems, markdown } = await takeImages(desk, place, await formWith(world, 'a.png', content))
    expect([markdown, ...problems.map(({ field, code }) => `${field}: ${code}`)]).toEqual(['', problem])
    expect(await readdir(join(at, 'faq/access/images')).catch(() => [])).toEqual([])
  })

  it('must be described', async () => {
    const { desk, world } = await newDesk()
    const { problems } = await takeImages(desk, place, await formWith(world, 'a.svg', svg, ' '))
    expect(problems).toEqual([{ field: 'alt', code: 'required' }])
  })

  it('is taken from and shown to those who write, from the content folder alone', async () => {
    const { desk, world } = await newDesk('ana')
    await expect(takeImages(desk, place, await formWith(world, 'a.svg', svg))).rejects.toThrow(
      'articles-not-yours',
    )
    expect((await imageResponse(desk, 'manuals/gestor/7.4/images/flow.svg')).status).toBe(404)
    const { desk: inside } = await newDesk()
    expect((await imageResponse(inside, 'manuals/gestor/7.4/images/flow.svg')).status).toBe(200)
    for (const stray of ['../x.svg', 'site.yaml', '.git/x.svg', 'faq/none.svg', '/etc/x.svg']) {
      expect((await imageResponse(inside, stray)).status).toBe(404)
    }
  })
})
