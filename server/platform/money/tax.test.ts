import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { decimalToMinor, sumMinor } from './money'
import { type Adjustment, documentTotals, rateFits, spreadOverTaxes, type TaxedLine } from './tax'

const line = (netMinor: bigint, taxRate = '20', taxCategoryCode = 'S'): TaxedLine => ({
  netMinor,
  taxRate,
  taxCategoryCode,
})
const taxedLine = fc
  .tuple(fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n }), fc.constantFrom('20', '5.5', '8.1', '0'))
  .map(([minor, rate]) => line(minor, rate, rate === '0' ? 'Z' : 'S'))

describe('documentTotals', () => {
  it('taxes the sum of a category and not each line', () => {
    const totals = documentTotals([line(3n), line(3n), line(3n)])
    expect(totals.taxes).toEqual([{ categoryCode: 'S', rate: '20', basisMinor: 9n, taxMinor: 2n }])
    expect(totals.grossMinor).toBe(11n)
  })

  it('joins rates of the same value and keeps categories apart, higher rates first', () => {
    const totals = documentTotals([
      line(100n, '5'),
      line(100n, '20.00'),
      line(100n),
      line(50n, '0', 'Z'),
      line(50n, '0', 'E'),
    ])
    expect(totals.taxes.map((tax) => [tax.categoryCode, tax.rate, tax.basisMinor])).toEqual([
      ['E', '0', 50n],
      ['S', '20', 200n],
      ['S', '5', 100n],
      ['Z', '0', 50n],
    ])
  })

  it('counts discount, freight, deposit and cash rounding', () => {
    const discount: Adjustment = { amountMinor: 1000n, taxCategoryCode: 'S', taxRate: '20' }
    const freight: Adjustment = { amountMinor: 500n, taxCategoryCode: 'S', taxRate: '20' }
    expect(
      documentTotals([line(10_000n)], {
        allowances: [discount],
        charges: [freight],
        prepaidMinor: 1400n,
        roundingMinor: -1n,
      }),
    ).toMatchObject({
      lineNetMinor: 10_000n,
      allowanceMinor: 1000n,
      chargeMinor: 500n,
      netMinor: 9500n,
      taxMinor: 1900n,
      grossMinor: 11_400n,
      payableMinor: 9999n,
    })
  })

  it('is zero for a document without lines', () =>
    expect(documentTotals([])).toMatchObject({ grossMinor: 0n, payableMinor: 0n, taxes: [] }))

  it('refuses an untaxed category that carries a rate', () => {
    const untaxed = ['Z', 'E', 'AE', 'K', 'G', 'O']
    for (const code of untaxed) {
      expect(() => documentTotals([line(1n, '20.00', code)])).toThrow(`tax category ${code} cannot have a rate of 20 %`)
      expect([rateFits(code, '0.00'), rateFits(code, '5'), rateFits('AA', '5'), rateFits('S', '0')]).toEqual([
        true,
        false,
        true,
        true,
      ])
    }
  })

  it('has the opposite sign for a credit note, whatever the order of the lines', () =>
    fc.assert(
      fc.property(fc.array(taxedLine, { maxLength: 40 }), (lines) => {
        const invoice = documentTotals(lines)
        const credit = documentTotals(lines.map((one) => ({ ...one, netMinor: -one.netMinor })).reverse())
        expect(credit.grossMinor).toBe(-invoice.grossMinor)
        expect(credit.taxes.map((tax) => -tax.taxMinor)).toEqual(invoice.taxes.map((tax) => tax.taxMinor))
        expect(invoice.netMinor).toBe(sumMinor(invoice.taxes.map((tax) => tax.basisMinor)))
        expect(invoice.grossMinor).toBe(invoice.netMinor + sumMinor(invoice.taxes.map((tax) => tax.taxMinor)))
      }),
    ))

  it('is within half a unit of the exact tax of each category', () =>
    fc.assert(
      fc.property(fc.array(taxedLine, { maxLength: 40 }), (lines) => {
        for (const tax of documentTotals(lines).taxes) {
          const tenthsOfPercent = BigInt(Math.round(Number(tax.rate) * 10))
          const error = tax.taxMinor * 1000n - tax.basisMinor * tenthsOfPercent
          expect(error <= 500n && error >= -500n).toBe(true)
        }
      }),
    ))
})

describe('spreadOverTaxes', () => {
  it('follows the net amounts of the goods', () =>
    expect(spreadOverTaxes(100n, [line(3000n), line(1000n, '5')])).toEqual([
      { taxCategoryCode: 'S', taxRate: '20', amountMinor: 75n },
      { taxCategoryCode: 'S', taxRate: '5', amountMinor: 25n },
    ]))

  it('goes by the size of returned goods too, leaves out a category that gets nothing, and is nothing without goods', () => {
    expect(spreadOverTaxes(100n, [line(-3000n), line(1000n, '5')]).map((part) => part.amountMinor)).toEqual([75n, 25n])
    expect(spreadOverTaxes(1n, [line(3000n), line(1000n, '5')])).toEqual([
      { taxCategoryCode: 'S', taxRate: '20', amountMinor: 1n },
    ])
    expect(spreadOverTaxes(100n, [])).toEqual([])
  })

  it('sums to the amount', () => {
    const cases = fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 9n }),
      fc.array(taxedLine, { minLength: 1, maxLength: 9 }),
      (minor, lines) => {
        const parts = spreadOverTaxes(minor, lines)
        expect(sumMinor(parts.map((part) => part.amountMinor))).toBe(minor)
      },
    )
    fc.assert(cases)
  })
})

const samples = process.env.OCTET_SAMPLES
if (samples)
  describe('published EN 16931 examples', () => {
    const folder = join(samples, 'e-invoices', 'ubl')
    it.each(readdirSync(folder).filter((name) => name.endsWith('.xml')))('%s', (name) => reproduces(join(folder, name)))
  })

const parser = new XMLParser({
  removeNSPrefix: true,
  parseTagValue: false,
  ignoreAttributes: true,
  isArray: (tag) => ['InvoiceLine', 'AllowanceCharge', 'TaxSubtotal', 'TaxTotal'].includes(tag),
})

/** The value under a path of element names ('Item/ClassifiedTaxCategory/ID'), or undefined. */
function under(node: unknown, path: string): unknown {
  return path.split('/').reduce((at, tag) => (at as Record<string, unknown> | undefined)?.[tag], node)
}

const text = (node: unknown, path: string) => under(node, path) as string | undefined
const list = (node: unknown, path: string) => (under(node, path) ?? []) as unknown[]

function reproduces(file: string): void {
  const invoice = parser.parse(readFileSync(file)).Invoice
  const currency = text(invoice, 'DocumentCurrencyCode')!
  const minor = (node: unknown, path: string) => decimalToMinor(text(node, path) ?? '0', currency)
  const rated = (node: unknown, path: string) => ({
    taxCategoryCode: text(node, `${path}/ID`)!,
    taxRate: text(node, `${path}/Percent`) ?? '0',
  })
  const lines = list(invoice, 'InvoiceLine').map((one) => ({
    netMinor: minor(one, 'LineExtensionAmount'),
    ...rated(one, 'Item/ClassifiedTaxCategory'),
  }))
  const adjustments = (isCharge: boolean) =>
    list(invoice, 'AllowanceCharge')
      .filter((one) => ['true', '1'].includes(text(one, 'ChargeIndicator')!) === isCharge)
      .map((one) => ({ amountMinor: minor(one, 'Amount'), ...rated(one, 'TaxCategory') }))
  const total = under(invoice, 'LegalMonetaryTotal')
  const totals = documentTotals(lines, {
    allowances: adjustments(false),
    charges: adjustments(true),
    prepaidMinor: minor(total, 'PrepaidAmount'),
    roundingMinor: minor(total, 'PayableRoundingAmount'),
  })
  expect(totals).toMatchObject({
    lineNetMinor: minor(total, 'LineExtensionAmount'),
    allowanceMinor: minor(total, 'AllowanceTotalAmount'),
    chargeMinor: minor(total, 'ChargeTotalAmount'),
    netMinor: minor(total, 'TaxExclusiveAmount'),
    grossMinor: minor(total, 'TaxInclusiveAmount'),
    payableMinor: minor(total, 'PayableAmount'),
    taxMinor: minor(list(invoice, 'TaxTotal')[0], 'TaxAmount'),
  })
  const given = list(list(invoice, 'TaxTotal')[0], 'TaxSubtotal').map(
    (tax) => `${text(tax, 'TaxCategory/ID')} ${minor(tax, 'TaxableAmount')} ${minor(tax, 'TaxAmount')}`,
  )
  const computed = totals.taxes.map((tax) => `${tax.categoryCode} ${tax.basisMinor} ${tax.taxMinor}`)
  expect(computed.sort()).toEqual(given.sort())
}
