import { expect, it } from 'vitest'
import { isSamePayment, repetitions, type ToldMovement } from './same-payment'

const told = (more: Partial<ToldMovement> = {}): ToldMovement => ({
  id: 'a',
  format: 'CSV',
  bookedOn: '2026-11-02',
  amountMinor: 10_000n,
  currency: 'EUR',
  reference: 'SEPA CREDIT INV-1001 thanks',
  counterparty: 'Rose Limited',
  counterpartyIban: null,
  bankReference: null,
  ...more,
})
const camt = (more: Partial<ToldMovement> = {}) =>
  told({ format: 'CAMT053', reference: 'INV 1001', counterparty: 'ROSE', bankReference: 'X1', ...more })

it.each<[string, Partial<ToldMovement>, boolean]>([
  ['the same number in both texts', {}, true],
  ['the next day', { bookedOn: '2026-11-03' }, false],
  ['another amount', { amountMinor: 10_001n }, false],
  ['another currency', { currency: 'GBP' }, false],
  ['another number', { reference: 'INV 1002' }, false],
  ['no text, the same name', { reference: '' }, true],
  ['no text, another name', { reference: '', counterparty: 'Lily' }, false],
  ['no text, no name', { reference: '', counterparty: '' }, false],
  ['a text inside the other', { reference: 'sepa-credit', counterparty: 'Lily' }, true],
  ['a text of three letters says nothing', { reference: 'INV', counterparty: 'Lily' }, false],
  ['a text of four letters that is not in the other', { reference: 'RENT' }, false],
  ['a text of two letters with signs between says nothing, and the name is the same', { reference: '(R.) - E.' }, true],
  ['a number of two figures', { reference: 'RENT 10' }, false],
  ['one of several numbers', { reference: '777 and 1001 and 888' }, true],
])('%s', (_what, more, same) => expect(isSamePayment(told(), camt(more))).toBe(same))

it('texts without a number are of one payment only when one holds the other', () => {
  expect(isSamePayment(told({ reference: 'thanks' }), camt({ reference: 'rent' }))).toBe(false)
  expect(isSamePayment(told({ reference: 'rent of may' }), camt({ reference: 'RENT' }))).toBe(true)
})

it('accounts decide where both are told', () => {
  const iban = 'DE02120300000000202051'
  expect(isSamePayment(told({ counterpartyIban: iban }), camt({ counterpartyIban: 'DE75512108001245126199' }))).toBe(
    false,
  )
  expect(
    isSamePayment(told({ counterpartyIban: iban, counterparty: '' }), camt({ counterpartyIban: iban, reference: '' })),
  ).toBe(true)
})

it.each([
  ['two that differ in one kind of file', { bankReference: 'X1' }, { bankReference: 'X2' }, false],
  ['two alike', { bankReference: 'X1' }, { bankReference: 'X1' }, true],
  ['one in one of them', { bankReference: 'X1' }, { bankReference: null }, true],
  ['one in the other', { bankReference: null }, { bankReference: 'X2' }, true],
  ['two that differ in two kinds of file', { bankReference: 'X1' }, { bankReference: 'X2', format: 'CSV' }, true],
])('references of the bank: %s', (_what, a, b, same) => expect(isSamePayment(camt(a), camt(b))).toBe(same))

it.each([
  ['the same, written with blanks', 'DE02 1203 0000', 'DE0212030000', '', 'Lily', true],
  ['another one, though the text is the same', 'DE02 1203 0000', 'DE0212030001', 'INV 1001', 'ROSE', false],
  ['a few figures say nothing', '1234567', '7654321', 'INV 1001', 'ROSE', true],
  ['eight figures do', '12345678', '87654321', 'INV 1001', 'ROSE', false],
  ['one alone leaves it to the name', 'DE0212030000', null, '', 'ROSE', true],
  ['one alone in the other file does too', null, 'DE0212030000', '', 'ROSE', true],
  ['one alone is not another name', 'DE0212030000', null, '', 'Lily', false],
  ['none at all is no account alike', null, null, '', 'Lily', false],
])('account: %s', (_what, from, alsoFrom, reference, counterparty, same) => {
  const other = camt({ counterpartyIban: alsoFrom, reference, counterparty })
  expect(isSamePayment(told({ counterpartyIban: from }), other)).toBe(same)
})

it('a known movement is repeated once: the second of two alike is new', () => {
  const found = repetitions([camt({ id: '1' }), camt({ id: '2', bankReference: 'X2' })], [told({ id: 'known' })])
  expect([...found]).toEqual([['1', 'known']])
  const both = [told({ id: 'a' }), told({ id: 'b', amountMinor: 5n }), told({ id: 'c' })]
  const again = repetitions([camt({ id: '2', amountMinor: 5n }), camt({ id: '1' }), camt({ id: '3' })], both)
  expect([...again]).toEqual([
    ['2', 'b'],
    ['1', 'a'],
    ['3', 'c'],
  ])
})
