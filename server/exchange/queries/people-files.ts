import type { CustomerAddress } from '@/server/customer/queries/addresses'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Cell, Export } from '@/server/platform/files/csv'
import type { ListSearch } from '@/server/platform/lists/pages'
import type { FileContact, KnownCustomer } from '../rules/customer-known'
import { type KindName, labelOf } from '../rules/fields'
import { customerPage } from './customer-file'

interface Of<One> {
  customer: KnownCustomer
  one: One
}

/** A list of what each customer has several of; `says` has what stands in the column of each field. */
function listOf<One>(
  kind: KindName,
  allOf: (customer: KnownCustomer) => readonly One[],
  says: readonly (readonly [field: string, says: (one: One) => Cell])[],
): Export<Of<One>> {
  return {
    permission: 'customer.read',
    columns: () => [
      { label: labelOf(kind, 'customer'), value: ({ customer }) => customer.number },
      { label: 'Whose', value: ({ customer }) => customer.name },
      ...says.map(([field, value]) => ({ label: labelOf(kind, field), value: ({ one }: Of<One>) => value(one) })),
    ],
    page: async (ctx: Ctx, search: ListSearch, after: string | undefined) => {
      const { around, customers } = await customerPage(ctx, search, after)
      return { ...around, rows: customers.flatMap(({ customer }) => allOf(customer).map((one) => ({ customer, one }))) }
    },
  }
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const yesOrNo = (is: boolean) => (is ? 'yes' : 'no')

const addresses = listOf<CustomerAddress>('ADDRESSES', (customer) => customer.addresses as CustomerAddress[], [
  ['label', ({ label }) => label],
  ['name', ({ name }) => name],
  ['line', ({ line }) => line],
  ['extra', ({ extra }) => extra],
  ['postcode', ({ postcode }) => postcode],
  ['city', ({ city }) => city],
  ['region', ({ region }) => region],
  ['country', ({ country }) => country],
  ['contact', ({ contact }) => contact],
  ['phone', ({ phone }) => phone],
  ['openingHours', ({ openingHours }) => openingHours],
  ['deliveryDays', ({ deliveryDays }) => deliveryDays?.map((day) => weekdays[day - 1]).join(', ')],
  ['packerNote', ({ packerNote }) => packerNote],
  ['driverNote', ({ driverNote }) => driverNote],
  ['isBillTo', ({ isBillTo }) => yesOrNo(isBillTo)],
  ['isShipTo', ({ isShipTo }) => yesOrNo(isShipTo)],
])

const contacts = listOf<FileContact>('CONTACTS', ({ contacts }) => contacts, [
  ['contactName', ({ name }) => name],
  ['contactEmail', ({ email }) => email],
  ['contactPhone', ({ phone }) => phone],
  ['contactLanguage', ({ language }) => language],
  ['contactPurposes', ({ purposes }) => purposes.join(', ').toLowerCase()],
])

/** Every address and every contact of the customers of a list, as files that come in again unchanged. */
export const peopleFiles = { 'customer-addresses': addresses, 'customer-contacts': contacts }
