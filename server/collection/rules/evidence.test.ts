import { describe, expect, it } from 'vitest'
import { type Candidates, type Match, matchMoney, type OpenInvoice, type OpenProforma } from './match'

const invoice = (
  number: string,
  openMinor: bigint,
  customerId: string,
  more: Partial<OpenInvoice> = {},
): OpenInvoice => ({
  openItemId: `i${number}`,
  customerId,
  number: `INV-${number}`,
  orderId: null,
  orderNumber: null,
  customerReference: null,
  openMinor,
  ...more,
})
const proforma = (number: string, openMinor: bigint, more: Partial<OpenProforma> = {}): OpenProforma => ({
  orderId: `o${number}`,
  customerId: 'rose',
  number: `PF-${number}`,
  orderNumber: `SO-${number}`,
  customerReference: null,
  openMinor,
  open: true,
  replaced: [],
  ...more,
})
const payers = [
  { customerId: 'rose', number: 'CU-1001', name: 'Rose Flowers', ibans: ['DE11'] },
  { customerId: 'lily', number: 'CU-1002', name: 'Lily Trading', ibans: ['DE22', 'DE33'] },
  { customerId: 'iris', number: 'CU-1003', name: 'Iris Works', ibans: ['DE33'] },
]
const invoices = [
  invoice('1001', 100n, 'rose'),
  invoice('1002', 250n, 'rose', { orderNumber: 'SO-7001', customerReference: 'PO 4411' }),
  invoice('1003', 70n, 'lily'),
]
const found = (reference: string, amountMinor: bigint, more: object = {}, of: Partial<Candidates> = {}) => {
  const money = { amountMinor, currency: 'EUR', reference, counterparty: '', counterpartyIban: null, ...more }
  return matchMoney(money, { invoices, proformas: [], payers, ...of }, 'EUR')
}
const match = (more: Partial<Match>, evidence: Partial<Match['evidence']> = {}): Match => ({
  certain: false,
  cause: null,
  customerId: null,
  openItemIds: [],
  orderId: null,
  evidence: { references: [], amount: 'UNKNOWN', name: false, iban: false, ...evidence },
  customerIds: [],
  ...more,
})
const ref = (kind: Match['evidence']['references'][number]['kind'], number: string) => ({ kind, number })

describe('what speaks for a match', () => {
  const rose = { customerId: 'rose', customerIds: ['rose'] }
  it.each<[string, Match, Match]>([
    [
      'one invoice by its number',
      found('INV-1001', 100n),
      match(
        { ...rose, certain: true, openItemIds: ['i1001'] },
        { references: [ref('INVOICE', 'INV-1001')], amount: 'EXACT' },
      ),
    ],
    [
      'two by theirs, from the known account and name',
      found('INV-1001 INV-1002', 350n, { counterparty: 'ROSE FLOWERS', counterpartyIban: 'de 11' }),
      match(
        { ...rose, certain: true, openItemIds: ['i1001', 'i1002'] },
        { references: [ref('INVOICE', 'INV-1001'), ref('INVOICE', 'INV-1002')], amount: 'SUM', name: true, iban: true },
      ),
    ],
    [
      'a part, from an account of somebody else',
      found('INV-1001', 99n, { counterpartyIban: 'DE22' }),
      match(
        { ...rose, cause: 'PART_PAYMENT', openItemIds: ['i1001'], customerIds: ['rose', 'lily'] },
        { references: [ref('INVOICE', 'INV-1001')], amount: 'PART' },
      ),
    ],
    [
      'more, under the name of somebody else',
      found('INV-1001', 101n, { counterparty: 'Lily Trading' }),
      match(
        { ...rose, cause: 'OVERPAYMENT', openItemIds: ['i1001'], customerIds: ['rose', 'lily'] },
        { references: [ref('INVOICE', 'INV-1001')], amount: 'MORE' },
      ),
    ],
    [
      'its order',
      found('SO-7001', 250n),
      match(
        { ...rose, certain: true, openItemIds: ['i1002'] },
        { references: [ref('ORDER', 'SO-7001')], amount: 'EXACT' },
      ),
    ],
    [
      'their own number, when the order is not named',
      found('PO 4411', 250n),
      match(
        { ...rose, certain: true, openItemIds: ['i1002'] },
        { references: [ref('OWN_REFERENCE', 'PO 4411')], amount: 'EXACT' },
      ),
    ],
    [
      'order and own number as one',
      found('SO-7001 PO 4411', 250n),
      match(
        { ...rose, certain: true, openItemIds: ['i1002'] },
        { references: [ref('ORDER', 'SO-7001')], amount: 'EXACT' },
      ),
    ],
    ['bare figures only with the amount', found('1001', 99n), match({ cause: 'NO_CUSTOMER' })],
    [
      'the number of the payer, and all that is owed',
      found('CU-1001', 350n),
      match({ ...rose, cause: 'NAME_ONLY', openItemIds: ['i1001', 'i1002'] }, { amount: 'SUM', name: true }),
    ],
    [
      'an account and nothing that fits',
      found('thanks', 5n, { counterpartyIban: 'DE11' }),
      match({ ...rose, cause: 'AMOUNT_DIFFERS' }, { amount: 'DIFFERS', iban: true }),
    ],
    [
      'an account of two payers',
      found('thanks', 70n, { counterpartyIban: 'DE33' }),
      match({ cause: 'SEVERAL_FIT', customerIds: ['lily', 'iris'] }, { iban: true }),
    ],
    [
      'an account before a name',
      found('thanks', 100n, { counterpartyIban: 'DE11', counterparty: 'Lily Trading' }),
      match(
        { ...rose, certain: true, openItemIds: ['i1001'], customerIds: ['rose', 'lily'] },
        { amount: 'EXACT', name: true, iban: true },
      ),
    ],
    [
      'an amount alone',
      found('thanks', 70n),
      match(
        { customerId: 'lily', cause: 'NO_CUSTOMER', openItemIds: ['i1003'], customerIds: ['lily'] },
        { amount: 'EXACT' },
      ),
    ],
    [
      'an amount that two owe',
      found('thanks', 70n, {}, { invoices: [...invoices, invoice('1004', 70n, 'iris')] }),
      match({ cause: 'SEVERAL_FIT', customerIds: ['lily', 'iris'] }, { amount: 'EXACT' }),
    ],
    ['another currency', found('INV-1001', 100n, { currency: 'USD' }), match({ cause: 'OTHER_CURRENCY' })],
  ])('%s', (_, told, expected) => expect(told).toEqual(expected))

  const asked = [proforma('2001', 400n, { customerReference: 'PO 5522', replaced: ['PF-1999'] })]
  const bidden = { ...rose, orderId: 'o2001' }
  it.each<[string, string, bigint, object, OpenProforma[], Match]>([
    [
      'its number',
      'PF-2001',
      400n,
      {},
      asked,
      match({ ...bidden, certain: true }, { references: [ref('PROFORMA', 'PF-2001')], amount: 'EXACT' }),
    ],
    [
      'their own number',
      'PO 5522',
      400n,
      {},
      asked,
      match({ ...bidden, certain: true }, { references: [ref('PROFORMA', 'PF-2001')], amount: 'EXACT' }),
    ],
    [
      'a part',
      'PF-1999',
      399n,
      {},
      asked,
      match({ ...bidden, cause: 'PART_PAYMENT' }, { references: [ref('PROFORMA', 'PF-2001')], amount: 'PART' }),
    ],
    [
      'more',
      'SO-2001',
      401n,
      {},
      asked,
      match({ ...bidden, cause: 'OVERPAYMENT' }, { references: [ref('PROFORMA', 'PF-2001')], amount: 'MORE' }),
    ],
    [
      'the account',
      'thanks',
      400n,
      { counterpartyIban: 'DE11' },
      asked,
      match({ ...bidden, certain: true }, { amount: 'EXACT', iban: true }),
    ],
    [
      'the account, and another that asks for as much',
      'thanks',
      400n,
      { counterpartyIban: 'DE11' },
      [...asked, proforma('2002', 400n)],
      match({ ...rose, cause: 'SEVERAL_FIT' }, { amount: 'EXACT', iban: true }),
    ],
    [
      'the account, and an invoice of as much',
      'thanks',
      100n,
      { counterpartyIban: 'DE11' },
      [proforma('2003', 100n)],
      match({ ...rose, cause: 'SEVERAL_FIT' }, { amount: 'EXACT', iban: true }),
    ],
    [
      'the account, of one that ended',
      'thanks',
      400n,
      { counterpartyIban: 'DE11' },
      [proforma('2004', 400n, { open: false })],
      match({ ...rose, cause: 'AMOUNT_DIFFERS' }, { amount: 'DIFFERS', iban: true }),
    ],
    [
      'two of them',
      'PF-2001 PF-2002',
      400n,
      {},
      [...asked, proforma('2002', 1n)],
      match(
        { ...bidden, cause: 'SEVERAL_FIT' },
        { references: [ref('PROFORMA', 'PF-2001'), ref('PROFORMA', 'PF-2002')], amount: 'MORE' },
      ),
    ],
    [
      'an invoice beside it',
      'PF-2001 INV-1001',
      100n,
      {},
      asked,
      match(
        { ...rose, certain: true, openItemIds: ['i1001'] },
        { references: [ref('INVOICE', 'INV-1001'), ref('PROFORMA', 'PF-2001')], amount: 'EXACT' },
      ),
    ],
  ])('for a pro forma: %s', (_, reference, amount, more, proformas, expected) => {
    expect(found(reference, amount, more, { proformas })).toEqual(expected)
  })
})
