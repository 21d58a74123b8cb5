/** The demo world as plain data; src/server/demo loads it. Identifiers are names one remembers. */
export const organisations = [
  { id: 'mare', name: 'Maré Software', kind: 'house' },
  { id: 'vila-nova', name: 'Município de Vila Nova', kind: 'customer' },
  { id: 'sao-bras', name: 'Hospital de São Brás', kind: 'customer' },
  { id: 'norte', name: 'Norte Sistemas', kind: 'partner' },
] as const

export const partnerships = [
  { partnerId: 'norte', organisationId: 'vila-nova' },
  { partnerId: 'norte', organisationId: 'sao-bras' },
] as const

export const products = [
  { id: 'gestor', name: 'Gestor' },
  { id: 'folha', name: 'Folha' },
] as const

export const people = [
  { id: 'ana', name: 'Ana Ribeiro', role: 'customer', organisationId: 'vila-nova', line: null, lang: 'pt' },
  {
    id: 'bruno',
    name: 'Bruno Tavares',
    role: 'customer-manager',
    organisationId: 'vila-nova',
    line: null,
    lang: 'pt',
  },
  {
    id: 'carla',
    name: 'Carla Antunes',
    role: 'customer',
    organisationId: 'sao-bras',
    line: null,
    lang: 'pt',
  },
  { id: 'dora', name: 'Dora Pacheco', role: 'partner', organisationId: 'norte', line: null, lang: 'en' },
  { id: 'eva', name: 'Eva Marques', role: 'agent', organisationId: 'mare', line: 1, lang: 'pt' },
  { id: 'filipe', name: 'Filipe Sousa', role: 'agent', organisationId: 'mare', line: 2, lang: 'pt' },
  { id: 'gustavo', name: 'Gustavo Lima', role: 'agent', organisationId: 'mare', line: 3, lang: 'en' },
  { id: 'helena', name: 'Helena Prates', role: 'supervisor', organisationId: 'mare', line: null, lang: 'pt' },
  { id: 'ines', name: 'Inês Falcão', role: 'editor', organisationId: 'mare', line: null, lang: 'pt' },
  { id: 'joao', name: 'João Brito', role: 'administrator', organisationId: 'mare', line: null, lang: 'pt' },
] as const

export const contracts = [
  {
    id: 'vila-nova-ouro',
    organisationId: 'vila-nova',
    level: 'ouro',
    startsAt: '2025-01-01',
    products: [
      { productId: 'gestor', maintenanceEnd: '2027-12-31' },
      { productId: 'folha', maintenanceEnd: '2027-12-31' },
    ],
  },
  {
    id: 'sao-bras-base',
    organisationId: 'sao-bras',
    level: 'base',
    startsAt: '2024-07-01',
    products: [{ productId: 'gestor', maintenanceEnd: '2026-06-30' }],
  },
] as const

export const demoPassword = 'balcao-demo'

/** Weekly opening hours as [day 1 (Monday) … 7, start, end); holidays follow the country. */
export const calendars = [
  {
    id: 'pt-office',
    definition: {
      zone: 'Europe/Lisbon',
      week: [1, 2, 3, 4, 5].flatMap((day) => [
        { day, start: '09:00', end: '12:30' },
        { day, start: '14:00', end: '18:00' },
      ]),
      holidays: 'PT',
      exceptions: [],
    },
  },
  {
    id: '24x7',
    definition: {
      zone: 'Europe/Lisbon',
      week: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, start: '00:00', end: '24:00' })),
      holidays: null,
      exceptions: [],
    },
  },
] as const

/** Minutes of the calendar's open time; null: nothing promised. */
export const serviceLevels = [
  {
    id: 'ouro',
    name: 'Ouro',
    definition: {
      targets: {
        critical: {
          calendar: '24x7',
          firstResponse: 30,
          update: 120,
          resolution: 480,
          lines: { 1: 30, 2: 120, 3: 240 },
        },
        high: {
          calendar: 'pt-office',
          firstResponse: 60,
          update: 240,
          resolution: 960,
          lines: { 1: 120, 2: 240, 3: 480 },
        },
        normal: {
          calendar: 'pt-office',
          firstResponse: 240,
          update: 960,
          resolution: 2400,
          lines: { 1: 480, 2: 960, 3: 1440 },
        },
        low: { calendar: 'pt-office', firstResponse: 480, update: 2400, resolution: 4800 },
      },
    },
  },
  {
    id: 'base',
    name: 'Base',
    definition: {
      targets: {
        critical: {
          calendar: 'pt-office',
          firstResponse: 120,
          update: 480,
          resolution: 1440,
          lines: { 1: 60, 2: 240, 3: 720 },
        },
        high: { calendar: 'pt-office', firstResponse: 240, update: 960, resolution: 2400 },
        normal: { calendar: 'pt-office', firstResponse: 480, update: 1920, resolution: 4800 },
        low: { calendar: 'pt-office', firstResponse: 960, update: 4800, resolution: null },
      },
    },
  },
] as const
