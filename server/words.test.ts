import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { refusalWords, sentence } from './words'

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
