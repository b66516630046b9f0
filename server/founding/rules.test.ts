import { expect, it } from 'vitest'
import { countryDefaults } from '@/server/platform/place/country'
import {
  chart,
  firstCarriers,
  nextSlug,
  numberSeries,
  reminderSteps,
  sampleBegins,
  sampleDays,
  slugOf,
  starterLimitMinor,
} from './rules'

it('sample trade begins thirteen weeks ago, at half past six in the morning local time', () => {
  expect(sampleDays).toBe(91)
  expect(sampleBegins('Europe/Berlin', new Date('2026-06-30T22:30:00Z')).toISOString()).toBe('2026-04-01T04:30:00.000Z')
})

it.each([
  ['Café Müller & Co.', 'cafe-muller-co'],
  ['  Weiß & Söhne  ', 'weiss-sohne'],
  ['Straße ß', 'strasse-ss'],
  ['--A1--', 'a1'],
  ['A', 'a-1'],
  ['日本', 'business'],
  ['', 'business'],
  ['Demo', 'demo-1'],
  ['AB', 'ab'],
  ['A really long name of a business that never ends at all', 'a-really-long-name-of-a-business-that-ne'],
  ['A name that is cut off at the fortieth: - of it', 'a-name-that-is-cut-off-at-the-fortieth-o'],
  ['A name that is cut off at a sign which, it drops', 'a-name-that-is-cut-off-at-a-sign-which-i'],
  ['A name that is cut off at a sign whichs, it drops', 'a-name-that-is-cut-off-at-a-sign-whichs'],
])('%j stands in a URL as %s', (name, slug) => expect(slugOf(name)).toBe(slug))

it.each([
  [0, 'acme'],
  [1, 'acme-2'],
  [8, 'acme-9'],
  [9, 'acme-xyz'],
  [20, 'acme-xyz'],
])('after %i that were taken, %s is proposed', (attempt, slug) => expect(nextSlug('acme', attempt, 'xyz')).toBe(slug))

it.each([
  ['EUR', 100_000n],
  ['JPY', 100_000n],
  ['KWD', 1_000_000n],
])('a first limit in %s is %s minor units', (currency, minor) => expect(starterLimitMinor(currency)).toBe(minor))

it('the chart of accounts has each account on its side', () => {
  expect(chart.map(({ code, name, kind }) => `${code} ${name} ${kind}`)).toEqual([
    'RECEIVABLE Receivables ASSET',
    'BANK Bank ASSET',
    'CASH_IN_HAND Cash in hand ASSET',
    'UNAPPLIED_CASH Unapplied cash LIABILITY',
    'CUSTOMER_DEPOSIT Customer deposits LIABILITY',
    'RETURNABLES_HELD Deposits for returnable packaging LIABILITY',
    'TAX_PAYABLE Tax payable LIABILITY',
    'SALES Sales INCOME',
    'FREIGHT_INCOME Freight charged INCOME',
    'CHARGE_INCOME Charges beside goods INCOME',
    'DISCOUNT Discounts given INCOME',
    'BAD_DEBT Bad debt EXPENSE',
    'ROUNDING Rounding differences EXPENSE',
    'OPENING_BALANCE Opening balances EQUITY',
  ])
})

it('reminders come three days before the due day, and a day, ten days and three weeks after it; the last places a hold', () => {
  expect(reminderSteps).toEqual([
    { code: 'BEFORE_3', offsetDays: -3, kind: 'BEFORE_DUE', placesHold: false },
    { code: 'AFTER_1', offsetDays: 1, kind: 'OVERDUE', placesHold: false },
    { code: 'AFTER_10', offsetDays: 10, kind: 'OVERDUE', placesHold: false },
    { code: 'FINAL_21', offsetDays: 21, kind: 'FINAL', placesHold: true },
  ])
})

it('numbers begin at 1001, and only invoices and credit notes must have no gaps', () => {
  const country = { ...countryDefaults('IE'), invoicePrefix: 'INV-', creditNotePrefix: 'CN-' }
  expect(numberSeries(country)).toEqual([
    { series: 'invoice', prefix: 'INV-', next: 1001n, gapless: true },
    { series: 'creditNote', prefix: 'CN-', next: 1001n, gapless: true },
    { series: 'QUOTE', prefix: 'QU-', next: 1001n, gapless: false },
    { series: 'ORDER', prefix: 'SO-', next: 1001n, gapless: false },
    { series: 'PROFORMA', prefix: 'PF-', next: 1001n, gapless: false },
    { series: 'CUSTOMER', prefix: 'CU-', next: 1001n, gapless: false },
  ])
})

it('goods are sent, brought or collected, each by its own carrier', () => {
  expect(firstCarriers).toEqual([
    {
      carrier: 'Parcel service',
      service: { name: 'Standard parcel', kind: 'PARCEL', transitDays: 2, cutOff: '15:00', maxWeightGrams: 31_500 },
    },
    {
      carrier: 'Own delivery',
      service: { name: 'Own delivery', kind: 'OWN_DELIVERY', transitDays: 1, cutOff: '12:00', maxWeightGrams: null },
    },
    {
      carrier: 'Customer collects',
      service: {
        name: 'Customer collects',
        kind: 'CUSTOMER_COLLECTS',
        transitDays: 0,
        cutOff: '16:00',
        maxWeightGrams: null,
      },
    },
  ])
})
