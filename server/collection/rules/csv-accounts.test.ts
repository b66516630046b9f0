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

it.each<[string, string[], number, number, number]>([
  ['whose heads nobody knows', ['Den;Popis;Suma Kč', '3.11.2026;INV-7;10,00'], 1, 0, 0],
  ['with a letter above them', ['Banka a.s.;;', ';;', 'Den;Popis;Suma Kč', '3.11.2026;INV-7;10,00'], 1, 0, 0],
  ['without heads', ['3.11.2026;INV-7;10,00'], 1, 0, 0],
  ['with a first row that has a day only', ['Den;Popis;Suma Kč', '3.11.2026;INV-7;deset', '3.11.2026;x;1,00'], 1, 1, 0],
  ['with a first row that has an amount only', ['Den;Popis;Suma Kč', 'dnes;INV-7;10,00', '3.11.2026;x;1,00'], 1, 1, 0],
  ['with no movement that can be read', ['dnes;INV-7;deset'], 0, 1, 0],
])('whose columns a person named, %s', (_, lines, read, asked, skipped) => {
  const columns = { bookedOn: 0, reference: [1], amount: 2 }
  const found = parseBankRows(rows(...lines), { currency: 'CZK', columns })
  expect([found.lines.length, found.asked.length, found.skipped]).toEqual([read, asked, skipped])
})

it.each([
  [
    'Buchungsdatum;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF;Label;Valuta;Saldo in CHF',
    'GUTSCHRIFT RE-1001',
  ],
  ['Date;Genre;Crédit en CHF;Débit en CHF;Motif;Valeur;Solde en CHF', 'GUTSCHRIFT RE-1001 x'],
])('keeps what the payer wrote, under %s', (heads, reference) => {
  const { lines } = parseBankRows(rows(heads, '03.11.2026;GUTSCHRIFT RE-1001;650.05;;x;03.11.2026;1650.05'), {
    currency: 'CHF',
  })
  expect(lines).toMatchObject([{ amountMinor: 65005n, reference }])
})
