import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createLocalStore } from '#server/files/local-store.ts'
import { cleanName, readForm } from '#server/http/form.ts'
import { smallDisk } from '#tests/support/small-disk.ts'
import { createWorld } from '#tests/support/world.ts'

const post = (body: BodyInit, headers?: Record<string, string>): Request =>
  new Request('http://localhost/x', { method: 'POST', body, ...(headers ? { headers } : {}) })

function withFiles(...files: [name: string, content: string][]): FormData {
  const form = new FormData()
  form.append('subject', 'Olá')
  for (const [name, content] of files) form.append('attachments', new Blob([content]), name)
  return form
}

describe('a form', () => {
  test('gives its fields, once or many times', async () => {
    const form = await readForm(
      post(
        new URLSearchParams([
          ['a', '1'],
          ['a', '2'],
          ['b', 'é & ç'],
        ]),
      ),
      {},
    )
    expect(form.all('a')).toEqual(['1', '2'])
    expect(form.get('b')).toBe('é & ç')
    expect(form.get('c')).toBe('')
  })

  test('streams its files to the store and names them without their path', async () => {
    const { files: store } = await createWorld()
    const form = await readForm(post(withFiles(['C:\\x\\a.txt', 'um'], ['b.txt', 'dois'])), { store })
    expect(form.get('subject')).toBe('Olá')
    expect(form.files.map(({ name, size, field }) => [name, size, field])).toEqual([
      ['a.txt', 2, 'attachments'],
      ['b.txt', 4, 'attachments'],
    ])
    for (const { hash } of form.files) expect(await store.has(hash)).toBe(true)
  })

  test('names files that are too large and keeps none of them, and the others', async () => {
    const { files: store } = await createWorld()
    const body = withFiles(['big.bin', 'x'.repeat(5000)], ['small.txt', 'y'])
    const form = await readForm(post(body), { store, maxFileSize: 1000 })
    expect(form.notKept).toEqual([{ name: 'big.bin', why: 'too-large' }])
    expect(form.files.map(({ name }) => name)).toEqual(['small.txt'])
  })

  test('that is no form, or has too much text, is refused', async () => {
    await expect(readForm(post('{}', { 'Content-Type': 'application/json' }), {})).rejects.toMatchObject({
      code: 'not-a-form',
    })
    const long = new URLSearchParams({ body: 'x'.repeat(600_000) })
    await expect(readForm(post(long), {})).rejects.toMatchObject({ code: 'form-too-large' })
  })

  test('that is cut off leaves nothing behind', async () => {
    const { files: store, folder } = await createWorld()
    const head = '--b\r\nContent-Disposition: form-data; name="attachments"; filename="a.bin"\r\n\r\n'
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(head + 'x'.repeat(10_000)))
        controller.error(new Error('gone'))
      },
    })
    const request = new Request('http://localhost/x', {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
    } as RequestInit)
    await expect(readForm(request, { store })).rejects.toThrow()
    await expect.poll(() => readdir(join(folder, 'files', 'incoming'))).toEqual([])
  })
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['a\u0000b\u202egnp.exe', 'abgnp.exe'],
  ['', 'file'],
  ['ficheiro ção.pdf', 'ficheiro ção.pdf'],
  ['x'.repeat(300), 'x'.repeat(200)],
])('the name %j becomes %j', (name, clean) => {
  expect(cleanName(name)).toBe(clean)
})

test('a full disk keeps no part of a file, and everything else of the form', async () => {
  const { folder } = await createWorld()
  const small = join(folder, 'small')
  smallDisk(small, 400)
  const store = await createLocalStore(small)
  const sent = withFiles(['grande.log', 'x'.repeat(3_000_000)], ['pequeno.log', 'y'])
  sent.append('body', 'O que escrevi fica')
  const form = await readForm(post(sent), { store })
  expect(form.notKept).toContainEqual({ name: 'grande.log', why: 'disk-full' })
  // The smaller one may have met the larger one's beginning.
  expect([...form.files, ...form.notKept].map(({ name }) => name).sort()).toEqual([
    'grande.log',
    'pequeno.log',
  ])
  expect(form.get('body')).toBe('O que escrevi fica')
  expect(await readdir(join(small, 'incoming'))).toEqual([])
})
