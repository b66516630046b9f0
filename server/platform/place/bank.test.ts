import { expect, it } from 'vitest'
import { accountNumberOf, accountsOf, bankCodeCalled, bankCodeOf, payToFoot, payToParts, payToWords } from './bank'

it.each([
  ['GB', '20 00 00', '20-00-00'],
  ['GB', '20000', undefined],
  ['AU', '062000', '062-000'],
  ['AU', '06200', undefined],
  ['CA', '00012003', '00012-003'],
  ['CA', '0001-003', undefined],
  ['US', '021000021', '021000021'],
  ['US', '0210-0002-1', '021000021'],
  ['US', '021000022', undefined],
  ['US', '02100002', undefined],
  ['IN', 'sbin0000300', 'SBIN0000300'],
  ['IN', 'SBIN1000300', undefined],
  ['ZA', '250655', '250655'],
  ['JP', ' 0005-001 ', '0005-001'],
  ['JP', '?', undefined],
])('in %s the number %j of a bank is %j', (country, text, written) => {
  expect(bankCodeOf(country, text)).toBe(written)
})

it.each([
  ['GB', '5577 9911', '55779911'],
  ['GB', '557799', undefined],
  ['US', '123', undefined],
  ['US', '1234', '1234'],
  ['US', 'DE89370400440532013000', undefined],
  ['AU', '12345', '12345'],
  ['CA', '123456', undefined],
  ['NZ', '010902006838900', '01-0902-0068389-00'],
  ['NZ', '01-0902', undefined],
  ['JP', ' 1234567 ', '1234567'],
  ['JP', '12', undefined],
])('in %s the account number %j is %j', (country, text, written) => {
  expect(accountNumberOf(country, text)).toBe(written)
})

it.each([
  ['US', { iban: false, number: true, code: true }, 'Routing number'],
  ['GB', { iban: true, number: true, code: true }, 'Sort code'],
  ['NZ', { iban: false, number: true, code: false }, 'Bank code'],
  ['JP', { iban: false, number: true, code: true }, 'Bank code'],
  ['DE', { iban: true, number: false, code: false }, 'Bank code'],
])('accounts in %s are named by %j', (country, by, called) => {
  expect([accountsOf(country), bankCodeCalled(country)]).toEqual([by, called])
})

const none = { country: 'US', iban: null }
const american = { ...none, accountNumber: '123456', bankCode: '021000021', bankName: 'First Bank', bic: 'CHASUS33' }
it.each([
  ['nothing, of which nobody knows where to pay', { ...none, bankName: 'First Bank' }, [], null, null],
  [
    'an American account',
    american,
    [
      ['Account number', '123456'],
      ['Routing number', '021000021'],
      ['Bank', 'First Bank'],
      ['BIC', 'CHASUS33'],
    ],
    'account number 123456, routing number 021000021, First Bank, BIC CHASUS33',
    'account number 123456, routing number 021000021, First Bank, BIC CHASUS33',
  ],
  [
    'an IBAN of a paper from before',
    { country: 'DE', iban: 'DE89370400440532013000' },
    [['To account', 'DE89 3704 0044 0532 0130 00']],
    'DE89370400440532013000',
    'IBAN DE89370400440532013000',
  ],
  [
    'both',
    { country: 'AU', iban: null, accountNumber: '12345', bankCode: '062-000' },
    [
      ['Account number', '12345'],
      ['BSB', '062-000'],
    ],
    'account number 12345, BSB 062-000',
    'account number 12345, BSB 062-000',
  ],
])('papers print %s', (_, seller, parts, words, foot) => {
  expect([payToParts(seller), payToWords(seller), payToFoot(seller)]).toEqual([parts, words, foot])
})
