import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ownPriced } from '@/prisma/seed/priced'
import type { OrderLine } from '@/server/order/rules/position'
import { newQuantities } from '@/server/order/rules/quantities'
import { roundedQuotient, scaled } from '@/server/platform/money/decimal'
import { currencyExponent } from '@/server/platform/money/money'
import { discounted } from '@/server/pricing/rules/discounts'
import { documentLines, documentPosting, totalsOfDocument } from './charging'
import { creditByLines } from './crediting'

// `npm run prove -- totals` tries it on 100,000 documents.
const numRuns = Number(process.env.OCTET_TOTALS_RUNS ?? 400)

const decimal = (units: number, places: number) => {
  const digits = String(units).padStart(places + 1, '0')
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
}

const anyLine = fc.record({
  units: fc.integer({ min: 0, max: 9_999_999 }),
  places: fc.constantFrom(0, 2, 3, 6),
  priceQuantity: fc.constantFrom(1, 1, 100, 1000),
  quantity: fc.integer({ min: 1, max: 500 }),
  first: fc.nat(500),
  off: fc.constantFrom('none', 'percent', 'amount', 'free'),
  part: fc.integer({ min: 1, max: 1_000_000 }),
  tax: fc.constantFrom(['S', '20'], ['S', '7.7'], ['AA', '5.5'], ['E', '0']),
})
type AnyLine = typeof anyLine extends fc.Arbitrary<infer T> ? T : never

/** A price after its discount by whole numbers alone: millionths of the currency. */
function millionths({ units, places, off, part }: AnyLine): bigint {
  const gross = BigInt(units) * 10n ** BigInt(6 - places)
  if (off === 'none') return gross
  if (off === 'free') return 0n
  if (off === 'percent') return (2n * gross * (1_000_000n - BigInt(part)) + 1_000_000n) / 2_000_000n
  return gross - (gross * BigInt(part)) / 1_000_000n
}

function lineOf(one: AnyLine, index: number): OrderLine {
  const gross = decimal(one.units, one.places)
  const amount = decimal(Number((BigInt(one.units) * 10n ** BigInt(6 - one.places) * BigInt(one.part)) / 1_000_000n), 6)
  const taken = {
    none: null,
    free: { percent: '100', reasonId: 'r' },
    percent: { percent: decimal(one.part, 4), reasonId: 'r' },
    amount: { amount, reasonId: 'r' },
  }[one.off]
  const price = discounted(gross, taken)
  if (!price) throw new Error('more is taken off than there is')
  const [taxCode = '', taxRate = ''] = one.tax
  return {
    ...newQuantities,
    ...ownPriced,
    ...price,
    listPrice: gross,
    id: `l${index}`,
    orderId: 'order',
    position: index + 1,
    productId: 'p',
    warehouseId: 'w',
    kind: 'GOODS',
    description: 'Bolt',
    ordered: one.quantity,
    backordered: 0,
    reserved: 0,
    open: 0,
    plannedOn: null,
    priceQuantity: one.priceQuantity,
    taxCode,
    taxRate,
    netMinor: 0n,
  } as OrderLine
}

it(
  'documents of discounted lines hold BR-CO-10 to 17 and balance, in parts and when credited',
  () => {
    const anyDocument = fc.record({
      lines: fc.array(anyLine, { minLength: 1, maxLength: 6 }),
      currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
    })
    fc.assert(
      fc.property(anyDocument, ({ lines: wished, currency }) => {
        const lines = wished.map(lineOf)
        const minor = 10n ** BigInt(currencyExponent(currency))
        const parts = [
          lines.map((line, index) => ({ line, quantity: Math.min(line.ordered, wished[index]?.first ?? 0) })),
          lines.map((line, index) => ({
            line,
            quantity: line.ordered - Math.min(line.ordered, wished[index]?.first ?? 0),
          })),
        ].map((part) => part.filter(({ quantity }) => quantity > 0))
        for (const part of parts) {
          const documented = documentLines(part, new Map(), currency)
          for (const [index, line] of documented.entries()) {
            const one = wished[lines.indexOf(part[index]?.line as OrderLine)] as AnyLine
            const net = roundedQuotient(
              millionths(one) * BigInt(line.quantity) * minor,
              1_000_000n * BigInt(line.priceQuantity),
            )
            expect(line.netMinor).toBe(net)
            expect(line.grossMinor >= line.netMinor).toBe(true)
            expect(line.listMinor).toBe(line.grossMinor)
          }
          const totals = totalsOfDocument(documented)
          const sum = documented.reduce((all, line) => all + line.netMinor, 0n)
          expect([totals.lineNetMinor, totals.netMinor]).toEqual([sum, sum])
          for (const tax of totals.taxes) {
            const basis = documented
              .filter((line) => line.taxCode === tax.categoryCode && Number(line.taxRate) === Number(tax.rate))
              .reduce((all, line) => all + line.netMinor, 0n)
            const rate = scaled(tax.rate)
            expect(tax.basisMinor).toBe(basis)
            expect(tax.taxMinor).toBe(roundedQuotient(basis * rate.units, 100n * 10n ** BigInt(rate.places)))
          }
          expect(totals.grossMinor).toBe(sum + totals.taxes.reduce((all, tax) => all + tax.taxMinor, 0n))
          const entry = documentPosting('payer', documented, totals, new Set())
          expect(entry.reduce((all, line) => all + line.amountMinor, 0n)).toBe(0n)
          const given = entry.filter((line) => line.accountCode === 'DISCOUNT')
          expect(given.reduce((all, line) => all + line.amountMinor, 0n)).toBe(
            documented.reduce((all, line) => all + line.grossMinor - line.netMinor, 0n),
          )
          const back = creditByLines(
            documented.map((line) => ({ ...line, credited: 0 })),
            undefined,
            currency,
          )
          expect(totalsOfDocument(back).grossMinor).toBe(-totals.grossMinor)
          expect(back.map((line) => line.listMinor + line.grossMinor)).toEqual(
            documented.map((line) => -line.listMinor - line.grossMinor),
          )
        }
      }),
      { numRuns },
    )
  },
  30_000 + 10 * numRuns,
)
