import { describe, expect, it } from 'vitest'
import { foundWork, referenceIn } from '#server/search/found-work.ts'
import { createDesk } from '../../domain/tickets/support.ts'

describe('what a search finds of one’s own work', () => {
  it('is tickets by word and by number, as far as one may see them', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana', { subject: 'Leitor de cartões' })
    const found = async (who: 'ana' | 'bruno' | 'carla' | 'dora' | 'ines', q: string): Promise<string[]> =>
      (await foundWork(await desk.as(who), 'pt', q)).map(({ url }) => url)
    const address = `/pt/tickets/${reference}`
    for (const q of ['cartoes', reference, reference.slice(4), `#${reference.slice(4)}`]) {
      expect(await found('ana', q)).toEqual([address])
      expect(await found('bruno', q)).toEqual([address])
      expect(await found('dora', q)).toEqual([address])
      expect(await found('carla', q)).toEqual([])
      expect(await found('ines', q)).toEqual([])
    }
    expect(await found('ana', 'ca')).toEqual([])
    expect(await found('ana', 'vila nova')).toEqual([])
    expect(await foundWork(await desk.as({ kind: 'visitor' }), 'pt', 'cartoes')).toEqual([])
  })

  it('is organisations and people too, for the desk', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana', { subject: 'Município sem rede' })
    expect(await foundWork(await desk.as('eva'), 'en', 'municipio')).toEqual([
      {
        url: `/en/desk/tickets/${reference}`,
        title: 'Município sem rede',
        place: `${reference} · New · Município de Vila Nova`,
      },
      { url: '/en/desk/organisations/vila-nova', title: 'Município de Vila Nova', place: 'Customer · Ouro' },
      {
        url: '/en/desk/organisations/vila-nova',
        title: 'Ana Ribeiro',
        place: 'Município de Vila Nova · ana@demo.test',
      },
      {
        url: '/en/desk/organisations/vila-nova',
        title: 'Bruno Tavares',
        place: 'Município de Vila Nova · bruno@demo.test',
      },
    ])
  })

  it('takes a number alone for a ticket’s', () => {
    expect(referenceIn(' sup-12 ')).toBe('sup-12')
    expect(referenceIn('1003')).toBe('SUP-1003')
    expect(referenceIn('7.4')).toBeNull()
    expect(referenceIn('12')).toBeNull()
  })
})
