import { expect, it } from 'vitest'
import type { CustomerAddress } from '@/server/customer/queries/addresses'
import { decideAddresses } from './addresses'

const customer = (id: string, country = 'DE') => ({
  id,
  number: `K-${id}`,
  externalKey: null,
  name: `Name ${id}`,
  email: null,
  payerId: id,
  termsDays: 30,
  country,
})
const address = (id: string, customerId: string, facts: Partial<CustomerAddress> = {}): CustomerAddress => ({
  id,
  customerId,
  version: '7',
  label: `Place ${id}`,
  name: null,
  line: `Street ${id}`,
  extra: null,
  postcode: '20457',
  city: 'Hamburg',
  region: null,
  country: 'DE',
  contact: null,
  phone: null,
  openingHours: null,
  deliveryDays: [],
  packerNote: null,
  driverNote: null,
  isBillTo: false,
  isShipTo: false,
  archivedAt: null,
  ...facts,
})
it('an address that only a file of customers made gets the name of the row, and one that is called something, or says more, stays', () => {
  const row = { customer: 'K-3', label: 'Head office', line: 'Quay 1', postcode: '10 115', city: 'Cork' }
  const made = (facts: Partial<CustomerAddress>) =>
    decideAddresses(
      [{ place: 1, cells: row, group: null }],
      {
        customers: [customer('3', 'DE')],
        known: [address('m', '3', { label: 'Main', line: 'Quay 1', postcode: '10115', city: 'Cork', ...facts })],
        workingWeekdays: [1],
      },
      () => 'new',
    )[0]
  expect(made({})).toMatchObject({
    outcome: 'CHANGED',
    recordId: 'm',
    changes: [
      ['label', 'Main', 'Head office'],
      ['isBillTo', 'no', 'yes'],
      ['isShipTo', 'no', 'yes'],
    ],
  })
  expect(made({ label: 'Delivery', isBillTo: true, isShipTo: true })?.changes).toEqual([
    ['label', 'Delivery', 'Head office'],
  ])
  for (const facts of [
    { label: 'Yard' },
    { line: 'Quay 2' },
    { postcode: '10117' },
    { contact: 'Uwe' },
    { phone: '1' },
    { openingHours: '8' },
    { packerNote: 'x' },
    { driverNote: 'x' },
  ])
    expect(made(facts)).toMatchObject({ outcome: 'NEW', write: { address: { label: 'Head office' } } })
  expect(made({ label: 'HEAD Óffice', isBillTo: true, isShipTo: true })).toMatchObject({
    outcome: 'SAME',
    recordId: 'm',
  })
})

it('an address of before anybody asked for a street is already so when the row says nothing else, and wrong when it does', () => {
  const stood = address('m', '3', { line: null, city: null, deliveryDays: [7], isBillTo: true })
  const row = { customer: 'K-3', label: 'place M', postcode: '20457', deliveryDays: 'Sun', isBillTo: 'yes' }
  const told = (more: object) =>
    decideAddresses(
      [{ place: 1, cells: { ...row, ...more }, group: null }],
      { customers: [customer('3')], known: [stood], workingWeekdays: [1] },
      () => 'new',
    )[0]
  expect(told({})).toMatchObject({
    outcome: 'SAME',
    recordId: 'm',
    changes: [],
    problems: [],
    before: null,
    write: null,
  })
  expect(told({ phone: '1' })?.problems.map(({ field }) => field)).toEqual(['line', 'city'])
  expect(told({ deliveryDays: 'odd' })).toMatchObject({ outcome: 'WRONG' })
})
