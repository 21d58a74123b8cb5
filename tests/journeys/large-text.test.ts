import type { Page } from '@playwright/test'
import { expect, test } from 'vitest'
import { phone, signIn, useBrowser } from './support/browser.ts'
import { demoTicket } from './support/lodge.ts'

const browser = useBrowser()

/** What one has to scroll sideways for, or never sees: tables and code in scrollers of their own are meant to be so. */
function outOfSight(): string[] {
  const width = document.documentElement.clientWidth
  const nameOf = (element: Element) =>
    `${element.tagName} ${element.className} ${element.textContent?.trim().slice(0, 30)}`
  const held = (element: Element): boolean => {
    const around = element.parentElement
    if (!around || around === document.body) return false
    return getComputedStyle(around).overflowX !== 'visible' || held(around)
  }
  const isOut = (element: Element) => {
    const { left, right, width: own } = element.getBoundingClientRect()
    return own > 1 && left > -900 && (right > width + 1 || left < -1) && !held(element)
  }
  const isCut = (element: Element) => {
    const { overflowX, clipPath } = getComputedStyle(element)
    const hides = clipPath === 'none' && (overflowX === 'hidden' || overflowX === 'clip')
    return hides && element.clientWidth > 2 && element.scrollWidth > element.clientWidth + 1
  }
  return [...document.querySelectorAll('body :not(input, select, textarea)')]
    .filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) && (isOut(element) || isCut(element)),
    )
    .map(nameOf)
}

async function expectWhole(page: Page, path: string): Promise<void> {
  await page.setViewportSize(phone)
  expect([path, (await page.goto(path))?.status()]).toEqual([path, 200])
  const found: Record<string, string[]> = {}
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true
    document.documentElement.style.fontSize = '200%'
  })
  found['text at 200 %'] = await page.evaluate(outOfSight)
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
  // As wide as 1280 pixels at a zoom of 400 %.
  await page.setViewportSize({ width: 320, height: 256 })
  found['320 pixels'] = await page.evaluate(outOfSight)
  expect({ path, ...found }).toEqual({ path, 'text at 200 %': [], '320 pixels': [] })
}

const places: [string, string[]][] = [
  [
    '',
    [
      '',
      'faq/',
      'manuals/',
      'manuals/gestor/7.4/',
      'releases/gestor/7.5.1/',
      'search/?q=certificado',
      'login',
      'advisories/',
    ],
  ],
  [
    'bruno',
    [
      'tickets',
      'tickets/new',
      'tickets/{ticket}',
      'tickets/report',
      'updates',
      'updates/gestor',
      'updates/history',
      'account',
      'account/tokens',
      'account/notices',
    ],
  ],
  [
    'helena',
    [
      'desk',
      'desk/tickets/{ticket}',
      'desk/organisations',
      'desk/organisations/vila-nova',
      'desk/organisations/vila-nova/edit',
      'desk/templates/new',
      'desk/rules',
      'desk/reports',
      'desk/absences',
      'desk/articles/report',
    ],
  ],
  [
    'joao',
    [
      'admin',
      'admin/calendars/pt-office',
      'admin/levels/ouro',
      'admin/products',
      'admin/releases',
      'admin/releases/folha/5.2.2',
      'admin/releases/keys',
      'admin/advisories',
      'admin/labels',
      'admin/import',
      'admin/audit',
      'desk/processes',
    ],
  ],
  [
    'ines',
    [
      'desk/articles',
      'desk/articles/new',
      'desk/articles/edit/faq/internal/edit-content?lang=pt',
      'desk/articles/history/faq/internal/edit-content?lang=pt',
    ],
  ],
]

test.each(
  places.flatMap(([name, paths]) =>
    (['pt', 'en'] as const).map((lang) => [name || 'a visitor', lang, name, paths] as const),
  ),
)(
  'nothing that %s reads in %s is cut or lies beyond the edge, however large the text',
  async (_, lang, name, paths) => {
    const page = await browser.open()
    if (name) await signIn(page, name, lang)
    const ticket = await demoTicket('bruno', 'Ficheiro SEPA recusado pelo banco')
    for (const path of paths) await expectWhole(page, `/${lang}/${path.replace('{ticket}', ticket)}`)
  },
)
