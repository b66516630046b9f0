import { describe, expect, it } from 'vitest'
import { pieces } from '@/server/platform/money/quantity'
import { noDiscount } from '@/server/pricing/rules/discounts'
import { taxedLines, uncalled } from './charging'
import { type Creditable, creditByAmount, creditByLines, lessCreditedBefore, overLeft } from './crediting'

const refusal = (code: string, parameters: object) => expect.objectContaining({ code, parameters })

const documentLine = (facts: Partial<Creditable> = {}): Creditable => ({
  position: 1,
  pack: null,
  packSize: null,
  orderLineId: 'l1',
  productId: 'p1',
  ...uncalled,
  sku: 'B-1',
  description: 'Bolt',
  quantity: 10,
  ...noDiscount,
  listPrice: null,
  listMinor: facts.netMinor ?? 2500n,
  grossMinor: facts.netMinor ?? 2500n,
  unitPrice: '2.50',
  ...pieces,
  returnable: false,
  priceQuantity: 1,
  taxCode: 'S',
  taxRate: '20',
  netMinor: 2500n,
  credited: 0,
  ...facts,
})

describe('a credit note by quantities', () => {
  const lines = [
    documentLine({ credited: 4 }),
    documentLine({ position: 2, orderLineId: 'l2', quantity: 3, credited: 3, netMinor: 750n }),
    documentLine({ position: 3, orderLineId: 'l3', quantity: 100, unitPrice: '9', priceQuantity: 100, netMinor: 900n }),
  ]
  it('credits everything left when no quantity is given, with new numbers', () => {
    const { credited: _credited, ...facts } = documentLine()
    expect(creditByLines(lines, undefined, 'EUR')).toEqual([
      { ...facts, quantity: -6, listMinor: -1500n, grossMinor: -1500n, netMinor: -1500n },
      expect.objectContaining({ position: 2, orderLineId: 'l3', quantity: -100, netMinor: -900n }),
    ])
  })

  it('counts two quantities for a line together, and leaves out zero', () => {
    const wished = [
      { position: 1, quantity: 2 },
      { position: 3, quantity: 0 },
      { position: 1, quantity: 4 },
    ]
    expect(creditByLines(lines, wished, 'EUR')).toMatchObject([{ orderLineId: 'l1', quantity: -6, netMinor: -1500n }])
  })

  it.each([
    [1, 7],
    [2, 1],
    [9, 0],
  ])('refuses of position %i %i more than was invoiced', (position, quantity) => {
    expect(() => creditByLines(lines, [{ position, quantity }], 'EUR')).toThrow(
      refusal('MORE_THAN_INVOICED', { position }),
    )
  })

  it('refuses two quantities that together are too many', () => {
    const half = { position: 1, quantity: 4 }
    expect(() => creditByLines(lines, [half, half], 'EUR')).toThrow(refusal('MORE_THAN_INVOICED', { position: 1 }))
  })
})

describe('a credit note by an amount', () => {
  const lines = [documentLine({ netMinor: 3000n }), documentLine({ position: 2, netMinor: 1000n, taxRate: '10' })]
  const credit = { reason: 'Late', leftMinor: 4000n, currency: 'EUR' }
  it('is spread over the tax rates of the invoice', () => {
    const part = { orderLineId: null, productId: null, sku: null, description: 'Late', quantity: -1, priceQuantity: 1 }
    const amounts = (minor: bigint) => ({ listMinor: minor, grossMinor: minor, netMinor: minor })
    expect(creditByAmount(taxedLines(lines), 1000n, credit)).toMatchObject([
      { ...part, position: 1, unitPrice: '7.50', taxCode: 'S', taxRate: '20', ...amounts(-750n) },
      { ...part, position: 2, unitPrice: '2.50', taxCode: 'S', taxRate: '10', ...amounts(-250n) },
    ])
  })

  it('may be everything that is left and no more', () => {
    expect(creditByAmount(taxedLines(lines), 4000n, credit)).toHaveLength(2)
    expect(() => creditByAmount(taxedLines(lines), 4001n, credit)).toThrow(
      refusal('MORE_THAN_INVOICED', { leftMinor: 4000n, field: 'netMinor' }),
    )
  })
})

describe('goods that come back after an amount was credited', () => {
  const back = [
    documentLine({ quantity: -10, netMinor: -2500n }),
    documentLine({ position: 2, orderLineId: null, quantity: -1, netMinor: -500n }),
  ]
  it.each([
    ['it fits', 3000n, 0n],
    ['a minor unit for each line by quantity is rounding', 2999n, 0n],
    ['two are not', 2998n, 2n],
    ['what is left is more', 5000n, 0n],
    ['an amount was credited before', 2000n, 1000n],
  ])('%s: %s left', (_, leftMinor, over) => expect(overLeft(back, leftMinor)).toBe(over))

  it('are credited less that amount', () => {
    expect(lessCreditedBefore(back, 2000n, 'EUR')).toMatchObject([
      ...back,
      {
        position: 3,
        orderLineId: null,
        productId: null,
        sku: null,
        description: 'Credited before',
        quantity: 1,
        unitPrice: '10.00',
        priceQuantity: 1,
        taxCode: 'S',
        taxRate: '20',
        netMinor: 1000n,
      },
    ])
    expect(lessCreditedBefore(back, 3000n, 'EUR')).toEqual(back)
    const other = documentLine({ position: 3, quantity: -10, netMinor: -1000n, taxRate: '10' })
    expect(lessCreditedBefore([...back, other], 0n, 'EUR').slice(3)).toMatchObject([
      { position: 4, taxRate: '20', netMinor: 3000n },
      { position: 5, taxRate: '10', netMinor: 1000n },
    ])
  })
})
