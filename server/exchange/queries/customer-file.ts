import { type CustomerRow, listCustomers } from '@/server/customer/queries'
import { customerListOf } from '@/server/customer/schema'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Cell, Export } from '@/server/platform/files/csv'
import type { ListSearch } from '@/server/platform/lists/pages'
import { minorToDecimal } from '@/server/platform/money/money'
import type { FileContact, KnownCustomer } from '../rules/customer-known'
import { codeWords } from '../rules/customer-words'
import { labelOf } from '../rules/fields'
import { knownById } from './customers'

/** What a row of a customer names by the name of something else. */
interface Named {
  id: string
  terms: string
  groupName: string | null
  owner: string | null
  payer: string | null
  service: string | null
}

interface FileRow {
  listed: CustomerRow
  customer: KnownCustomer
  named: Named
}

type Says = (row: FileRow, currency: string) => Cell

const fact =
  (name: string): Says =>
  ({ customer }) =>
    customer.facts[name] as Cell
const billed =
  (name: string): Says =>
  ({ customer }) =>
    customer.addresses.find((one) => one.isBillTo)?.[name as 'line']
const shipped =
  (name: string): Says =>
  ({ customer }) =>
    customer.addresses.find((one) => one.isShipTo && !one.isBillTo)?.[name as 'line']
const purposesOf = (contact: FileContact | undefined) => contact?.purposes.join(', ').toLowerCase()

/** What stands in the column of each field, so that the file that goes out comes in again unchanged. */
const says: readonly (readonly [field: string, says: Says])[] = [
  ...['number', 'externalKey', 'name', 'email', 'phone', 'taxNumber', 'registrationNumber'].map(
    (field) => [field, fact(field)] as const,
  ),
  ['taxTreatment', ({ customer }) => codeWords(customer.facts.taxTreatment)],
  ['country', fact('country')],
  ...['Line', 'Extra', 'Postcode', 'City', 'Region'].map(
    (part) => [`bill${part}`, billed(part.toLowerCase())] as const,
  ),
  ...['Name', 'Line', 'Extra', 'Postcode', 'City', 'Region', 'Country'].map(
    (part) => [`ship${part}`, shipped(part.toLowerCase())] as const,
  ),
  ['contactName', ({ customer }) => customer.contacts[0]?.name],
  ['contactEmail', ({ customer }) => customer.contacts[0]?.email],
  ['contactPhone', ({ customer }) => customer.contacts[0]?.phone],
  ['contactPurposes', ({ customer }) => purposesOf(customer.contacts[0])],
  ['contactLanguage', ({ customer }) => customer.contacts[0]?.language],
  ['terms', ({ named }) => named.terms],
  [
    'limit',
    ({ customer }, currency) =>
      customer.limitMinor === null ? null : minorToDecimal(BigInt(customer.limitMinor), currency),
  ],
  ['currency', (_row, currency) => currency],
  ['group', ({ named }) => named.groupName],
  ['tags', ({ customer }) => customer.tags.join(', ')],
  ['owner', ({ named }) => named.owner],
  ['payer', ({ named }) => named.payer],
  ['language', fact('language')],
  ['referenceRequired', ({ customer }) => (customer.facts.referenceRequired ? 'yes' : 'no')],
  ['deliveryRule', ({ customer }) => codeWords(customer.facts.deliveryRule)],
  ['service', ({ named }) => named.service],
  ['note', fact('note')],
]

/** A page of the list of customers with everything that is known of each. */
export async function customerPage(ctx: Ctx, search: ListSearch, after: string | undefined) {
  const { rows, ...around } = await listCustomers(ctx, { ...customerListOf(search), after, limit: 100 })
  const ids = rows.map(({ id }) => id)
  const known = await knownById(ctx, (...statements) => read(ctx, ...statements), ids)
  const customers = rows.flatMap((listed) => {
    const customer = known.get(listed.id)
    return customer ? [{ listed, customer }] : []
  })
  return { around, ids, customers }
}

async function page(ctx: Ctx, search: ListSearch, after: string | undefined) {
  const { around, ids, customers } = await customerPage(ctx, search, after)
  const [names] = await read(
    ctx,
    sql<Named>`SELECT c.id, t.code AS terms, g.name AS group_name, coalesce(m.email, m.name) AS owner, p.number AS payer, s.name AS service FROM customer c
      JOIN payment_terms t ON t.organisation_id = c.organisation_id AND t.id = c.payment_terms_id
      LEFT JOIN customer_group g ON g.organisation_id = c.organisation_id AND g.id = c.group_id
      LEFT JOIN membership m ON m.organisation_id = c.organisation_id AND m.user_id = c.owner_id
      LEFT JOIN customer p ON p.organisation_id = c.organisation_id AND p.id = c.payer_id
      LEFT JOIN carrier_service s ON s.organisation_id = c.organisation_id AND s.id = c.carrier_service_id
      WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ANY(${ids}::uuid[])`,
  )
  const byId = new Map(names.map((one) => [one.id, one]))
  const rows = customers.flatMap((one): FileRow[] => {
    const named = byId.get(one.listed.id)
    return named ? [{ ...one, named }] : []
  })
  return { ...around, rows }
}

/** The list of customers with all that a file may say of them, what they owe and whether they are on hold. */
export const customerFile: Export<FileRow> = {
  permission: 'customer.read',
  columns: ({ organisation: { currency } }) => [
    ...says.map(([field, value]) => ({
      label: labelOf('CUSTOMERS', field),
      value: (row: FileRow) => value(row, currency),
    })),
    { label: `Open ${currency}`, value: ({ listed }) => minorToDecimal(listed.openMinor, currency) },
    { label: 'On hold', value: ({ listed }) => listed.holds > 0 },
  ],
  page,
}
