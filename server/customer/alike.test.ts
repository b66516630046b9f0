import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { addContact } from './mutations/contact'
import { createCustomer } from './mutations/create'
import { alikeCustomers } from './queries/alike'

it('a customer is found by tax number, mail, or name and postcode, however they are written; and in no other organisation', async () => {
  const [{ ctx }, stranger] = [await makeOrganisation(), await makeOrganisation()]
  const kiel = { name: 'Kieler Werft', country: 'DE', billLine: 'Kai 1', billCity: 'Kiel', billPostcode: '24103' }
  const known = { ...kiel, taxNumber: 'DE136695976', email: 'werft@example.test' }
  const { customerId: id } = await createCustomer(ctx, known)
  const { customerId: other } = await createCustomer(ctx, { name: 'Other', country: 'DE', billPostcode: '24103' })
  await addContact(ctx, { customerId: other, name: 'Ada', email: 'ada@example.test' })
  const same = async (typed: Parameters<typeof alikeCustomers>[1], by = ctx) =>
    (await alikeCustomers(by, { country: 'DE', ...typed })).map((one) => [one.name, ...one.same])
  expect(await same({ taxNumber: 'de 136 695 976' })).toEqual([['Kieler Werft', 'TAX_NUMBER']])
  expect(await same({ taxNumber: '136695976' })).toEqual([['Kieler Werft', 'TAX_NUMBER']])
  expect(await same({ email: 'Werft@Example.test' })).toEqual([['Kieler Werft', 'EMAIL']])
  expect(await same({ email: 'ada@example.test' })).toEqual([['Other', 'EMAIL']])
  expect(await same({ name: 'kieler werft', postcode: 'D-24103' })).toEqual([['Kieler Werft', 'PLACE']])
  expect(await same({ name: 'Kieler Werft' })).toEqual([])
  expect(await same({ postcode: '24103', email: 'werft' })).toEqual([])
  expect(await same({ name: 'Kieler Werft', postcode: '24103', taxNumber: 'DE136695976' })).toEqual([
    ['Kieler Werft', 'TAX_NUMBER', 'PLACE'],
  ])
  expect(await same({ taxNumber: 'DE136695976', id })).toEqual([])
  expect(await same({ taxNumber: 'DE136695976', email: 'ada@example.test' }, stranger.ctx)).toEqual([])
})
