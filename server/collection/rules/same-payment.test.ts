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
])('%s', (_what, more, same) => expect(isSamePayment(told(), camt(more))).toBe(same))

it('accounts decide where both are told', () => {
  const iban = 'DE02120300000000202051'
  expect(isSamePayment(told({ counterpartyIban: iban }), camt({ counterpartyIban: 'DE75512108001245126199' }))).toBe(
    false,
  )
  expect(
    isSamePayment(told({ counterpartyIban: iban, counterparty: '' }), camt({ counterpartyIban: iban, reference: '' })),
  ).toBe(true)
})

it('two references of the bank in one kind of file are two payments', () =>
  expect(isSamePayment(camt({ bankReference: 'X1' }), camt({ bankReference: 'X2' }))).toBe(false))

it('a known movement is repeated once: the second of two alike is new', () => {
  const found = repetitions([camt({ id: '1' }), camt({ id: '2', bankReference: 'X2' })], [told({ id: 'known' })])
  expect([...found]).toEqual([['1', 'known']])
})
