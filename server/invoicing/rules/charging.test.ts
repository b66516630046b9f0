import { describe, expect, it } from 'vitest'
import type { OrderLine } from '@/server/order/rules/position'
import { pieces } from '@/server/platform/money/quantity'
import { noDiscount } from '@/server/pricing/rules/discounts'
import {
  type DocumentLine,
  depositSum,
  documentLines,
  documentPosting,
  invoiceDueOn,
  mayNotTax,
  missingLegalDetails,
  missingOfBuyer,
  type Seller,
  takeDeposits,
  toInvoice,
  totalsOfDocument,
  uncalled,
} from './charging'

const seller: Seller = {
  legalName: 'Acme Ltd',
  addressLine: '1 Quay',
  addressExtra: null,
  postcode: null,
  city: 'Dublin',
  region: null,
  country: 'IE',
  taxNumber: 'IE123',
  taxRegistered: null,
  email: null,
  phone: null,
  iban: null,
}
const orderLine = (facts: Partial<OrderLine>) =>
  ({
    id: 'l1',
    kind: 'GOODS',
    productId: 'p1',
    description: 'Bolt',
    unitPrice: '2.50',
    ...pieces,
    ...pieces,
    priceQuantity: 1,
    taxCode: 'S',
    taxRate: '20',
    shipped: 0,
    performed: 0,
    invoiced: 0,
    ...facts,
  }) as OrderLine
describe('what must stand on a document', () => {
  it.each<[Partial<Seller>, string[]]>([
    [{}, []],
    [{ legalName: null }, ['legalName']],
    [{ legalName: '  ' }, ['legalName']],
    [{ addressLine: null }, ['address']],
    [{ city: null }, ['address']],
    [{ taxNumber: null }, ['taxNumber']],
    [{ taxNumber: ' ' }, ['taxNumber']],
    [{ taxNumber: null, taxRegistered: true }, ['taxNumber']],
    [{ taxNumber: null, taxRegistered: false }, []],
    [{ legalName: null, addressLine: null, taxNumber: null }, ['legalName', 'address', 'taxNumber']],
  ])('of the seller with %j lacks %j', (facts, missing) => {
    expect(missingLegalDetails({ ...seller, ...facts })).toEqual(missing)
  })

  it.each([
    ['1 Quay', 'Dublin', []],
    [null, 'Dublin', ['address']],
    ['1 Quay', ' ', ['address']],
  ])('of a buyer at %s, %s lacks %j', (addressLine, city, missing) => {
    expect(missingOfBuyer({ name: 'Buyer', addressLine, city })).toEqual(missing)
  })
})

describe('what an invoice charges', () => {
  it.each<[string, Partial<OrderLine>, number, number | null]>([
    ['what left with the shipment', { shipped: 5 }, 3, 3],
    ['no more than is not invoiced yet', { shipped: 5, invoiced: 4 }, 3, 1],
    ['nothing of a shipment that is invoiced already', { shipped: 5, invoiced: 5 }, 3, null],
    ['nothing of goods that did not leave', { shipped: 5 }, 0, null],
    ['a service performed, without any shipment', { kind: 'SERVICE', performed: 4, invoiced: 1 }, 0, 3],
    ['freight performed once only', { kind: 'FREIGHT', performed: 1, invoiced: 1 }, 1, null],
  ])('%s', (_, facts, left, quantity) => {
    const line = orderLine(facts)
    expect(toInvoice([line], new Map(left ? [['l1', left]] : []))).toEqual(quantity ? [{ line, quantity }] : [])
  })
})

describe('the lines of a document', () => {
  const charged = [
    { line: orderLine({}), quantity: 3 },
    { line: orderLine({ id: 'l2', productId: 'p2', unitPrice: '9', priceQuantity: 100, taxRate: '10' }), quantity: 50 },
  ]
  it('are numbered and have the accepted price', () => {
    expect(
      documentLines(
        charged,
        new Map([['p1', { sku: 'B-1', articleNumber: 'THEIRS', originCountry: 'IE', tariffCode: '73181595' }]]),
        'EUR',
      ),
    ).toMatchObject([
      {
        position: 1,
        orderLineId: 'l1',
        productId: 'p1',
        sku: 'B-1',
        articleNumber: 'THEIRS',
        originCountry: 'IE',
        tariffCode: '73181595',
        description: 'Bolt',
        quantity: 3,
        unitPrice: '2.50',
        ...pieces,
        ...pieces,
        priceQuantity: 1,
        taxCode: 'S',
        taxRate: '20',
        netMinor: 750n,
      },
      expect.objectContaining({ position: 2, orderLineId: 'l2', sku: null, quantity: 50, netMinor: 450n }),
    ])
  })

  it('have the opposite sign on a credit note', () => {
    expect(documentLines(charged, new Map(), 'EUR', -1)).toMatchObject([
      { position: 1, quantity: -3, netMinor: -750n },
      { position: 2, quantity: -50, netMinor: -450n },
    ])
  })

  it('sum to a net, a tax for each rate and a gross', () => {
    expect(totalsOfDocument(documentLines(charged, new Map(), 'EUR'))).toMatchObject({
      netMinor: 1200n,
      taxes: [
        { categoryCode: 'S', rate: '20', basisMinor: 750n, taxMinor: 150n },
        { categoryCode: 'S', rate: '10', basisMinor: 450n, taxMinor: 45n },
      ],
      grossMinor: 1395n,
    })
  })
})

it.each([
  ['NET', '2026-03-02'],
  ['PREPAID', '2026-01-31'],
  ['CASH', '2026-01-31'],
] as const)('with terms %s an invoice of 31 January and 30 days is due on %s', (kind, day) => {
  expect(invoiceDueOn('2026-01-31', { kind, dueDays: 30 })).toBe(day)
})

const documentLine = (facts: Partial<DocumentLine> = {}): DocumentLine => ({
  position: 1,
  pack: null,
  packSize: null,
  orderLineId: 'l1',
  productId: 'p1',
  returnable: false,
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
  priceQuantity: 1,
  taxCode: 'S',
  taxRate: '20',
  netMinor: 2500n,
  ...facts,
})

describe('the entry of a document', () => {
  const lines: DocumentLine[] = [
    documentLine(),
    documentLine({ position: 2, orderLineId: 'l2', netMinor: 500n }),
    documentLine({ position: 3, orderLineId: 'l3', netMinor: 300n, taxRate: '10' }),
    documentLine({ position: 4, orderLineId: 'f', netMinor: 1000n }),
    documentLine({ position: 5, orderLineId: null, netMinor: 100n, taxCode: 'Z', taxRate: '0' }),
  ]
  it('posts the gross to the payer, sales and freight by tax separately, and the tax, and sums to zero', () => {
    const entry = documentPosting('payer', lines, totalsOfDocument(lines), new Set(['f']))
    expect(entry).toEqual([
      { accountCode: 'RECEIVABLE', customerId: 'payer', amountMinor: 5230n },
      { accountCode: 'SALES', amountMinor: -3000n, taxCode: 'S', taxRate: '20' },
      { accountCode: 'SALES', amountMinor: -300n, taxCode: 'S', taxRate: '10' },
      { accountCode: 'FREIGHT_INCOME', amountMinor: -1000n, taxCode: 'S', taxRate: '20' },
      { accountCode: 'SALES', amountMinor: -100n, taxCode: 'Z', taxRate: '0' },
      { accountCode: 'TAX_PAYABLE', amountMinor: -800n, taxCode: 'S', taxRate: '20' },
      { accountCode: 'TAX_PAYABLE', amountMinor: -30n, taxCode: 'S', taxRate: '10' },
      { accountCode: 'TAX_PAYABLE', amountMinor: 0n, taxCode: 'Z', taxRate: '0' },
    ])
    expect(entry.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(0n)
  })
})

describe('deposits that an invoice takes', () => {
  const deposit = (receiptId: string, unappliedMinor: bigint) => ({ receiptId, unappliedMinor })
  it.each([
    ['all of a smaller one', 1000n, [deposit('a', 400n)], [deposit('a', 400n)]],
    ['no more than the invoice', 1000n, [deposit('a', 1400n)], [deposit('a', 1000n)]],
    [
      'the first paid first',
      1000n,
      [deposit('a', 400n), deposit('b', 900n), deposit('c', 1n)],
      [deposit('a', 400n), deposit('b', 600n)],
    ],
    ['none that is used up', 1000n, [deposit('a', 0n)], []],
    ['none without an amount', 0n, [deposit('a', 5n)], []],
  ])('%s', (_, grossMinor, deposits, taken) => {
    expect(takeDeposits(grossMinor, deposits)).toEqual(taken)
  })

  it('are summed', () => expect(depositSum([deposit('a', 400n), deposit('b', 600n)])).toBe(1000n))
})

it.each([
  [false, 100n, true],
  [false, -100n, true],
  [false, 0n, false],
  [true, 100n, false],
  [null, 100n, false],
])('a seller whose registration is %j may not charge a tax of %s: %s', (taxRegistered, taxMinor, expected) => {
  expect(mayNotTax({ taxRegistered }, { taxMinor })).toBe(expected)
})
