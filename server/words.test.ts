import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { discountWords, wholeDiscountWords } from './pricing/words/en'
import { eventsWithWords, refusalWords, sentence } from './words'

const german = { currency: 'EUR', locale: 'de-DE', timeZone: 'Europe/Berlin' }
const manner = { currency: 'GBP', locale: 'en-GB', timeZone: 'Europe/London' }

/** Whatever a sentence asks for is there. */
const anything = new Proxy<Record<string, unknown>>({}, { get: () => [] })

const sources = readdirSync('server', { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('generated'),
)

const codes = sources.flatMap((path) =>
  [...readFileSync(join('server', path), 'utf8').matchAll(/\brefuse\(\s*'([A-Z][A-Z_]+)'/g)].map(
    ([, code]) => code as string,
  ),
)

it('has a sentence for every refusal that a verb can give', () => {
  expect(codes.length).toBeGreaterThan(100)
  const speechless = [...new Set(codes)].filter((code) =>
    refusalWords(code, anything, manner).startsWith('This cannot be done'),
  )
  expect(speechless).toEqual([])
})

it('says of what happened on a day the year too, because it is read years later', () => {
  const told = (name: string, payload: object) => sentence({ name, payload: { ...payload } }, manner)
  expect(told('receivable/proforma.lapsed', { number: 'PF-1', expiresOn: '2026-03-04' })).toBe(
    'Pro forma PF-1 lapsed: nothing was paid by Wed 4 Mar 2026',
  )
  expect(told('order/order.promised', { promisedOn: '2026-03-04' })).toBe('Promised for Wed 4 Mar 2026')
})

it('reads empties of before, whose event itself says why more came back', () => {
  const told = { units: 3, grossMinor: -677n, beyond: 'They had them from before' }
  expect(sentence({ name: 'invoicing/empties.returned', payload: told }, manner)).toBe(
    'Empties came back: 3 units, −£6.77; more than was charged: They had them from before',
  )
})

it('leaves days early and late to the one function that says them', () => {
  const pages = ['components', 'app', 'server'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.') && !path.startsWith('generated'))
      .map((path) => join(room, path)),
  )
  const own = pages.filter((path) => /[}>]\s*(d|days?) (late|early)\b/.test(readFileSync(path, 'utf8')))
  expect(own).toEqual([])
})

/** Fields of events that name something. Every other field may hold a number. */
const names = new Set(
  `before beyond cause from functionId kind line lot lots method number outcome reason reference replaces rest rule sku
  then to unit version waitsFor warehouse`.split(/\s+/),
)

it.each([1234, 1234.5, '1234.50'])('writes %s in every event as the organisation writes numbers', (number) => {
  const changes = [{ line: 1, units: [number, 12.5], price: [number, 12.5] }]
  const field = (key: string) =>
    names.has(key) ? 'A' : key === 'changes' ? changes : key.endsWith('Minor') ? 1234 : number
  const payload = new Proxy<Record<string, unknown>>({}, { get: (_, key) => field(String(key)) })
  expect(eventsWithWords.filter((name) => /1234|12\.5/.test(sentence({ name, payload }, german)))).toEqual([])
})

it('counts the products of what happened to goods whose units differ', () => {
  const payload = { number: 'TR-1', units: 40.5, mixed: 3, lost: 1.5 }
  expect(sentence({ name: 'fulfilment/transfer.received', payload }, manner)).toBe(
    'TR-1: 3 products arrived, some goods did not',
  )
  expect(sentence({ name: 'order/goods.received', payload: { ...payload, products: 3 } }, manner)).toBe(
    '3 products received',
  )
})

it('writes percents as the organisation writes numbers', () => {
  const line = { grossPrice: '0.125', discountPercent: '2.5', discountAmount: null }
  expect(discountWords(line, (price) => price, german.locale)).toBe('2,5 % off 0.125')
  expect(wholeDiscountWords('12.1250', german.locale)).toBe('Discount 12,125 %')
  const payload = { lines: 0, changes: [], discount: [null, '2.5 %'] }
  expect(sentence({ name: 'order/order.amended', payload }, german)).toContain('from none to 2,5 %')
})

it('writes prices of time lines with their currency', () => {
  const told = (name: string, payload: object) => sentence({ name, payload: { ...payload } }, german)
  const [before, entry] = [
    { fromQuantity: 1, unitPrice: null, percentOff: '2.5' },
    { fromQuantity: 1200.5, unitPrice: '0.1234' },
  ]
  expect([
    told('catalog/product.changed', { unitPrice: '24.90', before: '1234.9000' }),
    told('pricing/entry.changed', { ...entry, before }),
    told('order/order.amended', { lines: 1, changes: [{ line: 2, units: [1000, 0.5], price: [24.9, 17.55] }] }),
  ]).toEqual([
    'Price changed from 1.234,90\u00a0€ to 24,90\u00a0€',
    'List price changed from 2,5 % off to 0,1234\u00a0€ from 1.200,5',
    'Amended: line 2 from 1.000 to 0,5, price from 24,90\u00a0€ to 17,55\u00a0€',
  ])
})
