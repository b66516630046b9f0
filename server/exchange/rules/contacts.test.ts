import { expect, it } from 'vitest'
import type { Cells } from './cells'
import { decideContact, type KnownContact } from './contacts'

const customer = (id: string) => ({
  id,
  number: `K-${id}`,
  externalKey: null,
  name: `Name ${id}`,
  email: null,
  payerId: id,
  termsDays: 30,
})
const otto: KnownContact = {
  id: 'p1',
  customerId: '1',
  name: 'Otto',
  email: 'otto@example.test',
  phone: '12',
  language: 'de',
  purposes: ['INVOICES'],
}
const decide = (cells: Cells) =>
  decideContact(
    { place: 4, cells, group: null },
    { customers: [customer('1'), customer('2')], known: [otto, { ...otto, id: 'p2', customerId: '2' }] },
  )
const { customerId: _, ...facts } = otto

it('a contact of a row is somebody new, with what the row says of them', () => {
  const cells = { contactName: 'Olga', contactEmail: 'olga@example.test', contactPurposes: 'orders' }
  expect(decide({ customer: 'K-2', ...cells })).toEqual({
    place: 4,
    key: 'p:k-2/olga',
    outcome: 'NEW',
    recordId: null,
    changes: [
      ['contactEmail', '', 'olga@example.test'],
      ['contactPurposes', '', 'orders'],
    ],
    problems: [],
    before: null,
    write: {
      ...{ id: null, name: 'Olga', email: 'olga@example.test', phone: null, language: null, purposes: ['ORDERS'] },
      customerId: '2',
    },
  })
})

it('a contact of a row is one of its own customer, who changes in what the row says, or not at all', () => {
  const cells = { contactName: 'OTTO', contactPhone: '13', contactLanguage: 'en', contactPurposes: 'orders, invoices' }
  expect(decide({ customer: 'K-1', ...cells })).toMatchObject({
    key: 'p:k-1/otto',
    outcome: 'CHANGED',
    recordId: 'p1',
    changes: [
      ['contactName', 'Otto', 'OTTO'],
      ['contactPhone', '12', '13'],
      ['contactLanguage', 'de', 'en'],
      ['contactPurposes', 'invoices', 'orders, invoices'],
    ],
    before: otto,
    write: { ...facts, name: 'OTTO', phone: '13', language: 'en', purposes: ['ORDERS', 'INVOICES'], customerId: '1' },
  })
  expect(decide({ customer: 'K-1', contactEmail: 'otto@example.test' })).toMatchObject({
    key: 'p:k-1/otto@example.test',
    outcome: 'SAME',
    changes: [],
    write: null,
  })
})

it('a contact of a row is not one of another customer who is called the same', () => {
  const row = { customer: 'K-2', contactName: 'Otto', contactPhone: '13' }
  expect(decide(row)).toMatchObject({ outcome: 'CHANGED', recordId: 'p2', before: { customerId: '2' } })
})

it('tells what was not known of a contact before, and reads a customer’s number behind an apostrophe', () => {
  const bare = { ...otto, email: null, phone: null, language: null, purposes: [] }
  const cells = { contactEmail: 'o@example.test', contactPhone: '13', contactLanguage: 'en', contactPurposes: 'orders' }
  const decided = decideContact(
    { place: 4, cells: { customer: "'+K1", contactName: 'Otto', ...cells }, group: null },
    { customers: [{ ...customer('1'), number: '+K1' }], known: [bare] },
  )
  expect(decided).toMatchObject({
    key: 'p:+k1/otto',
    changes: Object.entries(cells).map(([field, to]) => [field, '', to]),
  })
})

it.each<[Cells, string[], string | null]>([
  [{ customer: 'K-9', contactName: 'Otto' }, ['customer CUSTOMER_UNKNOWN'], 'p:k-9/otto'],
  [{ contactName: 'Otto' }, ['customer SAID'], null],
  [{ customer: 'K-1', contactPhone: '1' }, ['contactName SAID'], null],
  [
    { customer: 'K-1', contactName: 'Otto', contactPurposes: 'birthdays' },
    ['contactPurposes PURPOSE_UNKNOWN'],
    'p:k-1/otto',
  ],
  [{ customer: 'K-1', contactName: 'Otto', contactPhone: '=A1' }, ['contactPhone CELL_IS_FORMULA'], 'p:k-1/otto'],
])('%j is wrong: %j', (cells, problems, key) => {
  const decided = decide(cells)
  expect(decided).toMatchObject({ outcome: 'WRONG', key, write: null })
  expect(decided.problems.map(({ field, code }) => `${field} ${code}`)).toEqual(problems)
  if (problems.includes('contactName SAID'))
    expect(decided.problems[0]?.parameters).toEqual({ words: 'This is missing.' })
})
