import { describe, expect, it } from 'vitest'
import { checkContent, stops } from '#server/site/publish.ts'
import { contentWith, fixtureContent, front } from '#tests/support/content.ts'

const at = 'faq/access'

async function faultsOf(files: Record<string, string>) {
  return (await checkContent(await contentWith(files))).faults
}

describe('content', () => {
  it('of the tests has no fault', async () => {
    expect((await checkContent(fixtureContent)).faults).toEqual([])
  })

  it('of the demo has no fault that stops a publish', async () => {
    const { faults, content } = await checkContent('content')
    expect(faults.filter(stops)).toEqual([])
    expect(content.library.articles.length).toBeGreaterThan(0)
  })

  it('names file, line, field and what was expected, every fault at once', async () => {
    const faults = await faultsOf({
      [`${at}/one.en.md`]: front({ title: '', audience: 'everyone', updated: 'yesterday' }),
      [`${at}/three.en.md`]: front({ description: null, color: 'blue' }),
      [`${at}/two.en.md`]: 'no front matter',
    })
    expect(faults).toEqual([
      { file: `${at}/one.en.md`, line: 2, field: 'title', expected: 'words' },
      {
        file: `${at}/one.en.md`,
        line: 4,
        field: 'audience',
        expected: 'one of public, customer, partner, staff',
      },
      { file: `${at}/one.en.md`, line: 5, field: 'updated', expected: 'a date such as 2026-09-30' },
      { file: `${at}/three.en.md`, line: 2, field: 'description', expected: 'words' },
      { file: `${at}/three.en.md`, line: 5, field: 'color', expected: 'no field of this name' },
      { file: `${at}/two.en.md`, line: 1, field: '', expected: 'front matter between two lines of ---' },
    ])
  })

  it('names the line of a YAML error', async () => {
    const [fault] = await faultsOf({ [`${at}/one.en.md`]: '---\ntitle: A: B: C\nupdated: [\n---\n' })
    expect(fault).toMatchObject({
      file: `${at}/one.en.md`,
      line: 2,
      expected: expect.stringContaining('valid YAML'),
    })
  })

  it('takes a missing audience for staff', async () => {
    const { content } = await checkContent(
      await contentWith({ [`${at}/one.en.md`]: front({ audience: null }) }),
    )
    expect(content.library.find('en', `${at}/one`)?.audience).toBe('staff')
  })

  it('refuses two articles at one address', async () => {
    const faults = await faultsOf({ [`${at}/zz.en.md`]: front({ slug: 'account-locked' }) })
    expect(faults).toEqual([
      expect.objectContaining({
        file: `${at}/zz.en.md`,
        field: 'slug',
        line: 6,
        expected: expect.stringContaining('account-locked.en.md'),
      }),
    ])
  })

  it.each([
    ['a folder that is no category', 'faq/nowhere/one.en.md', front(), 'category'],
    ['an unknown product', `${at}/one.en.md`, front({ products: '[gastor]' }), 'products'],
    ['an unknown section', 'manuals/gestor/7.4/one.en.md', front({ section: 'end' }), 'section'],
    [
      'a version its manual does not name',
      'manuals/gestor/6.0/one.en.md',
      front({ section: 'start' }),
      'version',
    ],
    [
      'a related article that is not there',
      `${at}/one.en.md`,
      front({ related: '[faq/access/nothing]' }),
      'related',
    ],
    ['a path of no kind', 'faq/One.md', front(), ''],
  ])('reports %s', async (_what, path, text, field) => {
    expect(await faultsOf({ [path]: text })).toEqual([expect.objectContaining({ file: path, field })])
  })

  it('reports broken links, headings and images by their line', async () => {
    const body =
      'First.\n\nSee [this](nowhere.en.md) and\n[that](recover-password.en.md#nope).\n\n![A map](map.svg)\n\n![](../../manuals/gestor/7.4/images/flow.svg)\n'
    const faults = await faultsOf({ [`${at}/one.en.md`]: front() + body })
    expect(faults.map(({ line, field, expected }) => [line, field, expected])).toEqual([
      [9, 'nowhere.en.md', 'an article that exists'],
      [10, 'recover-password.en.md#nope', 'a heading that exists'],
      [12, 'map.svg', 'an image that exists'],
      [14, '../../manuals/gestor/7.4/images/flow.svg', 'words in ![…] that say what the image shows'],
    ])
  })

  it('lets no public article lead to a restricted one', async () => {
    const link = '[criteria](../internal/escalation-criteria.en.md)'
    const [fault] = await faultsOf({ [`${at}/one.en.md`]: front() + link })
    expect(fault).toMatchObject({ line: 7, expected: expect.stringContaining('for staff') })
    expect(await faultsOf({ [`${at}/one.en.md`]: front({ audience: 'staff' }) + link })).toEqual([])
  })

  it('reads Windows line ends and a byte order mark', async () => {
    const text = `\uFEFF${front()}## Heading\n\n[x](gone.en.md)\n`.replaceAll('\n', '\r\n')
    const [fault, ...more] = await faultsOf({ [`${at}/one.en.md`]: text })
    expect(fault).toMatchObject({ line: 9, field: 'gone.en.md' })
    expect(more).toEqual([])
  })

  it('refuses an image that is too large, has a script, or lies outside', async () => {
    const folder = 'faq/access/images'
    const faults = await faultsOf({
      [`${folder}/big.png`]: 'x'.repeat(3 * 1024 * 1024),
      [`${folder}/evil.svg`]:
        '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><script>1</script></svg>',
      [`${folder}/none.svg`]: 'not an image',
      [`${at}/one.en.md`]: `${front()}![a](images/big.png)\n\n![b](images/evil.svg)\n\n![c](images/none.svg)\n\n![d](../../../../etc/x.png)\n`,
    })
    expect(faults.map(({ expected }) => expected)).toEqual([
      'an image of 2 MB or less (this one has 3.0 MB)',
      'an SVG without script',
      'an image with a width and a height',
      'an image below the content folder',
    ])
  })
})
