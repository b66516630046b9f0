import { expect, it } from 'vitest'
import { parseBankRows } from './csv'

const rows = (...lines: string[]) => lines.map((line) => line.split(';'))

it.each([
  ['DE02 1203 0000 0000 2020 51', 'DE02120300000000202051'],
  ['1234/56-789', '1234/56-789'],
  ['12345', null],
  ['A123456', 'A123456'],
  ['ACME GMBH 123', null],
  ['(DE02120300000000202051)', null],
  ['DE02120300000000202051!', null],
  ['!DE02120300000000202051', null],
])('the account %j of a payer is kept as %j', (cell, iban) => {
  const table = rows('Date;Amount;Counterparty IBAN', `2026-11-03;7.00;${cell}`)
  expect(parseBankRows(table, { currency: 'EUR' }).lines[0]?.counterpartyIban).toBe(iban)
})

it('a statement reaches from its first day to its last, whatever their sequence, and leaves out a row that is cut off', () => {
  const table = rows(
    'Date;Amount',
    '2026-11-03;7.00',
    '2026-11-05;7.00',
    '2026-11-01;7.00',
    '2026-11-09',
    '2026-11-04;1.00',
  )
  expect(parseBankRows(table, { currency: 'EUR' })).toMatchObject({
    fromOn: '2026-11-01',
    toOn: '2026-11-05',
    skipped: 1,
  })
})

it('a statement is of the account that one of its rows names, also where the first is cut off before it', () => {
  const table = rows(
    'Date;Amount;Account',
    '2026-11-03;7.00',
    '2026-11-04;7.00;',
    '2026-11-05;7.00;de75 5121 0800 1245 1261 99',
  )
  expect(parseBankRows(table, { currency: 'EUR' }).iban).toBe('DE75512108001245126199')
})
