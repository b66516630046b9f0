import type { AccountCode } from '@/server/ledger/rules'
import { currencyExponent } from '@/server/platform/money/money'
import { reservedSlugs } from '@/server/platform/organisation/rules'
import type { CountryDefaults } from '@/server/platform/place/country'
import { addDays, dayIn, instantAt } from '@/server/platform/time/calendar'

/** How many days of trade an organisation with sample trade begins with. */
export const sampleDays = 91

/** The instant at which an organisation with sample trade counts as founded. */
export function sampleBegins(timeZone: string, now: Date): Date {
  return instantAt(timeZone, addDays(dayIn(timeZone, now), -sampleDays), '06:30')
}

/** A name as it may stand in a URL: 'Café Müller & Co.' → 'cafe-muller-co'. Never empty, never a reserved word. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '')
  if (slug.length < 2) return slug ? `${slug}-1` : 'business'
  return reservedSlugs.has(slug) ? `${slug}-1` : slug
}

/**
 * The nth proposal after a name was taken: 'acme' → 'acme-2'. From the tenth on it ends with random letters, which no
 * other organisation is likely to have drawn.
 */
export function nextSlug(slug: string, attempt: number, letters: string): string {
  if (attempt === 0) return slug
  return attempt < 9 ? `${slug}-${attempt + 1}` : `${slug}-${letters}`
}

/** The chart of accounts. The program names accounts by their codes; the owner may change the names. */
export const chart = [
  { code: 'RECEIVABLE', name: 'Receivables', kind: 'ASSET' },
  { code: 'BANK', name: 'Bank', kind: 'ASSET' },
  { code: 'CASH_IN_HAND', name: 'Cash in hand', kind: 'ASSET' },
  { code: 'UNAPPLIED_CASH', name: 'Unapplied cash', kind: 'LIABILITY' },
  { code: 'CUSTOMER_DEPOSIT', name: 'Customer deposits', kind: 'LIABILITY' },
  { code: 'RETURNABLES_HELD', name: 'Deposits for returnable packaging', kind: 'LIABILITY' },
  { code: 'TAX_PAYABLE', name: 'Tax payable', kind: 'LIABILITY' },
  { code: 'SALES', name: 'Sales', kind: 'INCOME' },
  { code: 'FREIGHT_INCOME', name: 'Freight charged', kind: 'INCOME' },
  { code: 'CHARGE_INCOME', name: 'Charges beside goods', kind: 'INCOME' },
  { code: 'DISCOUNT', name: 'Discounts given', kind: 'INCOME' },
  { code: 'BAD_DEBT', name: 'Bad debt', kind: 'EXPENSE' },
  { code: 'ROUNDING', name: 'Rounding differences', kind: 'EXPENSE' },
  { code: 'OPENING_BALANCE', name: 'Opening balances', kind: 'EQUITY' },
] as const satisfies readonly { code: AccountCode; name: string; kind: string }[]

/** Why something is taken off a price, to begin with. */
export const discountReasons = [
  'Volume',
  'Loyal customer',
  'Promotion',
  'Goodwill',
  'Price match',
  'Sample',
  'Free of charge',
] as const

/** About a thousand of the currency; a hundred thousand for a currency without a smaller unit, such as yen. */
export function starterLimitMinor(currency: string): bigint {
  const exponent = currencyExponent(currency)
  return exponent === 0 ? 100_000n : 1000n * 10n ** BigInt(exponent)
}

/** The steps of the first reminder policy, which is off until somebody turns it on. */
export const reminderSteps = [
  { code: 'BEFORE_3', offsetDays: -3, kind: 'BEFORE_DUE', placesHold: false },
  { code: 'AFTER_1', offsetDays: 1, kind: 'OVERDUE', placesHold: false },
  { code: 'AFTER_10', offsetDays: 10, kind: 'OVERDUE', placesHold: false },
  { code: 'FINAL_21', offsetDays: 21, kind: 'FINAL', placesHold: true },
] as const

/** Number series; the first number of each is 1001. Only invoices and credit notes must have no gaps. */
export function numberSeries(country: CountryDefaults) {
  const series = (name: string, prefix: string, gapless = false) => ({ series: name, prefix, next: 1001n, gapless })
  return [
    series('invoice', country.invoicePrefix, true),
    series('creditNote', country.creditNotePrefix, true),
    series('QUOTE', 'QU-'),
    series('ORDER', 'SO-'),
    series('PROFORMA', 'PF-'),
    series('CUSTOMER', 'CU-'),
  ]
}

/** The ways to get goods to a customer, each with its own carrier. */
export const firstCarriers = [
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
] as const
