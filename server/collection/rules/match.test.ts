import { describe, expect, it } from 'vitest'
import { type Candidates, matchMoney, type OpenInvoice } from './match'
import { names, sameName } from './names'

describe('naming a number', () => {
  it.each([
    ['INV-1', 'INV-1', true],
    ['Inv. 1, thanks', 'INV-1', true],
    ['payment INV1', 'INV-1', true],
    ['inv 1/2026', 'INV-1', true],
    ['INV-10', 'INV-1', false],
    ['INV-1O', 'INV-1', false],
    ['RINV-1', 'INV-1', false],
    ['INV-1001', 'INV-100', false],
    ['INV-1001', 'INV-1001', true],
    ['RE1001,RE1002', 'RE-1002', true],
    ['SVWZ+INV-1001EREF+X', 'INV-1001', false],
    ['1001', 'INV-1001', false],
    ['', 'INV-1', false],
  ])('%j names %s: %s', (text, number, expected) => expect(names(text, number)).toBe(expected))

  it.each([
    ['1001', true],
    ['bill 1001.', true],
    ['11001', false],
    ['1001,50', false],
    ['2026-1001', false],
    ['12.1001', false],
  ])('bare figures: %j %s', (text, expected) => expect(names(text, 'INV-1001', true)).toBe(expected))
})

it.each([
  ['Rose & Sons Ltd', 'ROSE SONS LIMITED', true],
  ['Müller GmbH', 'Muller Gmbh & Co. KG', true],
  ['Café Rosé', 'CAFE ROSE DUBLIN', true],
  ['Rose', 'Rosen', false],
  ['AB', 'AB Trading', false],
  ['Rose Sons', 'Rose Daughters', false],
])('%s and %s: %s', (a, b, expected) => expect(sameName(a, b)).toBe(expected))

const invoice = (
  number: string,
  openMinor: bigint,
  customerId = 'rose',
  more: Partial<OpenInvoice> = {},
): OpenInvoice => ({
  openItemId: `item ${number}`,
  customerId,
  number,
  orderId: `order ${number}`,
  orderNumber: `SO-${number.slice(-4)}`,
  customerReference: null,
  openMinor,
  ...more,
})

const candidates: Candidates = {
  invoices: [
    invoice('INV-1001', 10000n),
    invoice('INV-1002', 20000n),
    invoice('INV-10011', 10000n, 'lily'),
    invoice('INV-1004', 7700n, 'lily', { customerReference: 'PO 77812' }),
    invoice('INV-1005', 5500n, 'iris'),
    invoice('INV-1006', 5500n, 'iris'),
  ],
  proformas: [
    {
      orderId: 'order p',
      customerId: 'iris',
      number: 'PF-1001',
      orderNumber: 'SO-2001',
      customerReference: null,
      openMinor: 4200n,
      open: true,
      replaced: ['PF-1000'],
    },
    {
      orderId: 'order q',
      customerId: 'iris',
      number: 'PF-0900',
      orderNumber: 'SO-1900',
      customerReference: null,
      openMinor: 900n,
      open: false,
      replaced: [],
    },
  ],
  payers: [
    { customerId: 'rose', number: 'CU-1001', name: 'Rose & Sons Ltd', ibans: ['DE02120300000000202051'] },
    { customerId: 'lily', number: 'CU-1002', name: 'Lily Flowers', ibans: [] },
    { customerId: 'iris', number: 'CU-1003', name: 'Iris AG', ibans: ['AT611904300234573201'] },
  ],
}

const match = (reference: string, amountMinor: bigint, more: object = {}) =>
  matchMoney(
    { amountMinor, currency: 'EUR', reference, counterparty: '', counterpartyIban: null, ...more },
    candidates,
    'EUR',
  )

describe('matching', () => {
  it.each([
    ['one invoice exactly', 'INV-1001', 10000n, {}, ['item INV-1001']],
    ['its figures and amount', 'Rg 1002', 20000n, {}, ['item INV-1002']],
    ['several that sum', 'INV-1001 + INV-1002', 30000n, {}, ['item INV-1001', 'item INV-1002']],
    ['an order number', 'order SO-1004', 7700n, {}, ['item INV-1004']],
    ['their own order number', 'our PO 77812', 7700n, {}, ['item INV-1004']],
    ['the longer number', 'INV-10011', 10000n, {}, ['item INV-10011']],
    [
      'a known account and one amount',
      'thanks',
      20000n,
      { counterpartyIban: 'DE02 1203 0000 0000 2020 51' },
      ['item INV-1002'],
    ],
    [
      'a known account and all of it',
      'all',
      30000n,
      { counterpartyIban: 'DE02120300000000202051' },
      ['item INV-1001', 'item INV-1002'],
    ],
  ])('is certain of %s', (_name, reference, amount, more, items) =>
    expect(match(reference, amount, more)).toMatchObject({ certain: true, cause: null, openItemIds: items }),
  )

  it('is certain of a proforma by its order number', () =>
    expect(match('SO-2001', 4200n)).toMatchObject({
      certain: true,
      customerId: 'iris',
      orderId: 'order p',
      openItemIds: [],
    }))

  it('takes the number of a replaced proforma for the one that stands', () =>
    expect(match('PF-1000', 4200n)).toMatchObject({ certain: true, orderId: 'order p' }))

  it('takes money from a known account for the one proforma of that amount, and asks when only the name speaks', () => {
    const known = { counterpartyIban: 'AT611904300234573201' }
    expect(match('thanks', 4200n, known)).toMatchObject({ certain: true, customerId: 'iris', orderId: 'order p' })
    const named = match('thanks', 4200n, { counterparty: 'Iris AG' })
    expect(named).toMatchObject({ certain: false, cause: 'NAME_ONLY', orderId: 'order p' })
    expect(match('thanks', 900n, known)).toMatchObject({ certain: false, orderId: null })
  })

  it('gives money for an order that ended to a person, and says so', () => {
    const ended = { certain: false, cause: 'ORDER_ENDED', customerId: 'iris', orderId: null, openItemIds: [] }
    expect(match('PF-0900', 900n)).toMatchObject(ended)
    expect(match('PF-0900', 900n, { counterpartyIban: 'AT611904300234573201' })).toMatchObject(ended)
    expect(match('SO-1900 SO-2001', 4200n)).toMatchObject({ certain: true, orderId: 'order p' })
  })

  it.each([
    ['a part', 'INV-1001', 4000n, {}, 'PART_PAYMENT', 'rose'],
    ['too much', 'INV-1001', 10001n, {}, 'OVERPAYMENT', 'rose'],
    ['two payers', 'INV-1001 INV-10011', 20000n, {}, 'SEVERAL_FIT', null],
    ['a name and an amount', 'thanks', 20000n, { counterparty: 'ROSE SONS' }, 'NAME_ONLY', 'rose'],
    ['a name alone', 'thanks', 123n, { counterparty: 'Lily Flowers' }, 'AMOUNT_DIFFERS', 'lily'],
    ['a name in the text', 'GUTSCHRIFT LILY FLOWERS', 7700n, {}, 'NAME_ONLY', 'lily'],
    ['a name in the text alone', 'GUTSCHRIFT LILY FLOWERS', 123n, {}, 'AMOUNT_DIFFERS', 'lily'],
    ['two names in the text', 'LILY FLOWERS ROSE SONS', 123n, {}, 'NO_CUSTOMER', null],
    ['two equal invoices', 'x', 5500n, { counterpartyIban: 'AT611904300234573201' }, 'SEVERAL_FIT', 'iris'],
    ['one amount alone', 'x', 7700n, {}, 'NO_CUSTOMER', 'lily'],
    ['nothing', 'x', 1n, {}, 'NO_CUSTOMER', null],
    ['another currency', 'INV-1001', 10000n, { currency: 'USD' }, 'OTHER_CURRENCY', null],
    ['a part of a proforma', 'PF-1001', 4100n, {}, 'PART_PAYMENT', 'iris'],
  ])('asks about %s', (_name, reference, amount, more, cause, customerId) =>
    expect(match(reference, amount, more)).toMatchObject({ certain: false, cause, customerId }),
  )

  it('shows that a name in the text speaks for it, and lets an account or a number count more', () => {
    expect(match('GUTSCHRIFT LILY FLOWERS', 7700n)).toMatchObject({ evidence: { name: true }, customerIds: ['lily'] })
    const known = { counterpartyIban: 'DE02120300000000202051' }
    expect(match('LILY FLOWERS', 20000n, known)).toMatchObject({ certain: true, customerId: 'rose' })
    expect(match('LILY FLOWERS INV-1001', 10000n)).toMatchObject({ certain: true, customerId: 'rose' })
  })

  it('says whose payment it could be', () => {
    expect(match('x', 10000n).customerIds.toSorted()).toEqual(['lily', 'rose'])
    expect(match('INV-1001', 1n).customerIds).toEqual(['rose'])
  })
})
