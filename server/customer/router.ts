import { procedure, router } from '@/server/platform/web/trpc'
import { addAddress, archiveAddress, changeAddress, restoreAddress } from './mutations/address'
import { archiveCustomer, restoreCustomer } from './mutations/archive'
import { changeCustomer } from './mutations/change'
import { addContact, archiveContact, changeContact, restoreContact } from './mutations/contact'
import { createCustomer } from './mutations/create'
import { addCustomerGroup, archiveCustomerGroup, renameCustomerGroup, restoreCustomerGroup } from './mutations/group'
import {
  addPaymentTerms,
  archivePaymentTerms,
  makeDefaultTerms,
  renamePaymentTerms,
  restorePaymentTerms,
} from './mutations/terms'
import { customerRecord, heirOf, listCustomers, listPaymentTerms, searchCustomers } from './queries'
import { addressesToChoose } from './queries/addresses'
import { alikeCustomers } from './queries/alike'
import { customerChoices, listCustomerGroups } from './queries/choices'
import { checkTaxNumber } from './queries/tax-number'
import {
  alikeInput,
  changeCustomerGroupInput,
  changeCustomerInput,
  changePaymentTermsInput,
  createCustomerInput,
  customerGroupInput,
  customerListInput,
  customerRef,
  customerSearchInput,
  paymentTermsInput,
  paymentTermsRef,
  taxNumberInput,
} from './schema'
import { addAddressInput, changeAddressInput } from './schema/address'
import { addContactInput, changeContactInput } from './schema/contact'

const reader = procedure('customer.read')
const writer = procedure('customer.change')
const settings = procedure('organisation.change')

export const customerRouter = router({
  list: reader.input(customerListInput).query(({ ctx, input }) => listCustomers(ctx, input)),
  search: reader.input(customerSearchInput).query(({ ctx, input }) => searchCustomers(ctx, input)),
  record: reader.input(customerRef).query(({ ctx, input }) => customerRecord(ctx, input.id)),
  heir: reader.input(customerRef).query(({ ctx, input }) => heirOf(ctx, input.id)),
  create: writer.input(createCustomerInput).mutation(({ ctx, input }) => createCustomer(ctx, input)),
  change: writer.input(changeCustomerInput).mutation(({ ctx, input }) => changeCustomer(ctx, input)),
  archive: writer.input(customerRef).mutation(({ ctx, input }) => archiveCustomer(ctx, input)),
  restore: writer.input(customerRef).mutation(({ ctx, input }) => restoreCustomer(ctx, input)),
  addresses: reader.input(customerRef).query(({ ctx, input }) => addressesToChoose(ctx, input.id)),
  addAddress: writer.input(addAddressInput).mutation(({ ctx, input }) => addAddress(ctx, input)),
  changeAddress: writer.input(changeAddressInput).mutation(({ ctx, input }) => changeAddress(ctx, input)),
  archiveAddress: writer.input(customerRef).mutation(({ ctx, input }) => archiveAddress(ctx, input)),
  restoreAddress: writer.input(customerRef).mutation(({ ctx, input }) => restoreAddress(ctx, input)),
  addContact: writer.input(addContactInput).mutation(({ ctx, input }) => addContact(ctx, input)),
  changeContact: writer.input(changeContactInput).mutation(({ ctx, input }) => changeContact(ctx, input)),
  archiveContact: writer.input(customerRef).mutation(({ ctx, input }) => archiveContact(ctx, input)),
  restoreContact: writer.input(customerRef).mutation(({ ctx, input }) => restoreContact(ctx, input)),
  alike: reader.input(alikeInput).query(({ ctx, input }) => alikeCustomers(ctx, input)),
  checkTaxNumber: reader.input(taxNumberInput).query(({ ctx, input }) => checkTaxNumber(ctx, input)),
  choices: reader.query(({ ctx }) => customerChoices(ctx)),
  groups: reader.query(({ ctx }) => listCustomerGroups(ctx)),
  addGroup: settings.input(customerGroupInput).mutation(({ ctx, input }) => addCustomerGroup(ctx, input)),
  renameGroup: settings.input(changeCustomerGroupInput).mutation(({ ctx, input }) => renameCustomerGroup(ctx, input)),
  archiveGroup: settings.input(customerRef).mutation(({ ctx, input }) => archiveCustomerGroup(ctx, input)),
  restoreGroup: settings.input(customerRef).mutation(({ ctx, input }) => restoreCustomerGroup(ctx, input)),
  terms: reader.query(({ ctx }) => listPaymentTerms(ctx)),
  addTerms: settings.input(paymentTermsInput).mutation(({ ctx, input }) => addPaymentTerms(ctx, input)),
  renameTerms: settings.input(changePaymentTermsInput).mutation(({ ctx, input }) => renamePaymentTerms(ctx, input)),
  makeDefaultTerms: settings.input(paymentTermsRef).mutation(({ ctx, input }) => makeDefaultTerms(ctx, input)),
  archiveTerms: settings.input(paymentTermsRef).mutation(({ ctx, input }) => archivePaymentTerms(ctx, input)),
  restoreTerms: settings.input(paymentTermsRef).mutation(({ ctx, input }) => restorePaymentTerms(ctx, input)),
})
