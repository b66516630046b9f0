import type { ContactPurpose } from '@/server/platform/mail/rules'
import type { Sentences } from '@/server/platform/words/words'
import type { Portrait } from '../rules/portrait'

export const sentences: Sentences = {
  'customer/customer.created': () => 'Customer added',
  'customer/customer.changed': ({ fields }) => `Changed: ${fieldWords(fields)}`,
  'customer/customer.archived': () => 'Archived',
  'customer/customer.restored': () => 'Restored from the archive',
  'customer/note.added': () => 'Note added',
  'customer/note.changed': () => 'Note changed',
  'customer/note.deleted': () => 'Note deleted',
  'customer/group.changed': () => 'Customer group changed',
  'customer/paymentTerms.changed': () => 'Payment terms changed',
}

/** What a contact is written to about. */
export const purposeWords: Record<ContactPurpose, string> = {
  ORDERS: 'orders and quotes',
  DELIVERIES: 'deliveries',
  INVOICES: 'invoices',
  REMINDERS: 'reminders',
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' })

/** A language by its code, in words. */
export const languageName = (code: string) => languageNames.of(code) ?? code

const names: Record<string, string> = {
  paymentTermsId: 'payment terms',
  payerId: 'payer',
  taxNumber: 'tax number',
  registrationNumber: 'registration number',
  taxTreatment: 'tax treatment',
  externalKey: 'key in the shop',
  email: 'e-mail',
  groupId: 'group',
  ownerId: 'account owner',
  carrierServiceId: 'carrier service',
  referenceRequired: 'whether their order number is needed',
  deliveryRule: 'how their orders are sent when something is short',
}

/** Names of changed fields in words; the lines of an address are one thing. */
function fieldWords(fields: unknown): string {
  const keys = Array.isArray(fields) ? fields.map(String) : []
  const words = keys.map((key) =>
    key.startsWith('bill') ? 'bill-to address' : key.startsWith('ship') ? 'ship-to address' : (names[key] ?? key),
  )
  return [...new Set(words)].join(', ') || 'facts'
}

export const refusals: Sentences = {
  NOTE_OF_ANOTHER: () => 'Somebody else wrote this note. Write one of your own.',
  MERGED_ALREADY: () => 'This record was merged: it only points to the customer that it became part of.',
  MERGE_INTO_ITSELF: () => 'Choose another customer: nobody is merged into themselves.',
  HEIR_MERGED: () => 'That record was merged itself. Choose the customer that it became part of.',
  HEIR_ARCHIVED: () => 'That customer is archived. Restore it first.',
  MERGE_CURRENCIES: () => 'The two customers have different currencies.',
  HEIR_HAS_PAYER: () =>
    'This customer pays for others, and somebody else pays for that one. Take away its payer first, or choose the payer.',
  ADDRESS_LABEL_TAKEN: () => 'Another address of this customer is called so already.',
  ADDRESS_BILLS: () => 'Invoices go to this address. Make another one the address for invoices first.',
  NEVER_DELIVERED: () => 'On none of these days anybody works who could bring something. Choose another day as well.',
  POSTCODE_WRONG: ({ example }) => `This is no postcode of that country. One looks like ${example}.`,
  STATE_MISSING: ({ called }) =>
    `Addresses in that country need a ${called ?? 'state'}: nothing is delivered without it.`,
  CUSTOMER_TAX_NUMBER_WRONG: () =>
    'This is no number as that country writes it on invoices. In the EU it is the VAT number with its letters, such as DE136695976; the number at the tax office (in Germany the Steuernummer) is another one. Leave it empty if they have none.',
  REGISTRATION_NUMBER_WRONG: () =>
    'This cannot be a number of the register of companies of the customer’s country. Look it up, or leave it empty.',
  TAX_DIGITS_WRONG: () =>
    'The check digits of this number are wrong, so one of its figures is. Compare it with an invoice or letter of theirs, or leave it empty.',
  PAYER_IS_SELF: () => 'A customer cannot be its own payer. Leave the payer empty: then it pays itself.',
  PAYER_HAS_PAYER: () => 'This payer has a payer of its own. Choose the one who really pays.',
  PAYS_FOR_OTHERS: () => 'This customer pays for others, so it cannot have a payer itself.',
  EXTERNAL_KEY_TAKEN: () => 'Another customer has this key of the shop already.',
  CUSTOMER_HAS_OPEN_BUSINESS: () =>
    'Something is still ordered, owed or unapplied. Settle it first, then archive the customer.',
  DEFAULT_NEEDED: () => 'This is the default. Make another one the default first.',
}

const monthOf = (day: string) =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** A customer in one sentence: how they buy, how they pay, how many complaints there were in a year. */
export function portraitWords({ buying, paying, complaints }: Portrait): string {
  const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`
  const young = 'over' in buying && buying.over === 'QUARTER'
  const than = (how: string) =>
    young ? `Bought ${how} in the last 90 days than in the 90 before` : `Buys ${how} than the year before`
  const buys = {
    NOTHING_YET: () => 'Has not ordered yet',
    NEW: () => `Customer since ${'since' in buying ? monthOf(buying.since) : ''}, too short a time to compare`,
    AGAIN: () => `Buys again after ${young ? '90 days' : 'a year'} without orders`,
    STOPPED: () => `Has bought nothing for ${young ? '90 days' : 'a year'}`,
    AS_BEFORE: () =>
      young ? 'Bought about as much in the last 90 days as in the 90 before' : 'Buys about as much as the year before',
    MORE: () => than(`${'percent' in buying ? buying.percent : 0} % more`),
    LESS: () => than(`${'percent' in buying ? buying.percent : 0} % less`),
  }[buying.says]()
  const pays = {
    UNKNOWN: () => (buying.says === 'NOTHING_YET' ? '' : 'too few paid invoices to say how they pay'),
    ON_TIME: () => 'pays on time',
    LATE: () => `pays ${days('days' in paying ? paying.days : 0)} late`,
    EARLY: () => `pays ${days('days' in paying ? paying.days : 0)} early`,
  }[paying.says]()
  const said = complaints === 0 ? 'no complaint' : `${complaints} ${complaints === 1 ? 'complaint' : 'complaints'}`
  return `${[buys, pays, said].filter(Boolean).join(', ')}.`
}
