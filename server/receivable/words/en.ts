import type { Say, Sentences } from '@/server/platform/words/words'

const reasons: Record<string, string> = {
  PAID: 'nothing is open any more',
  UNAPPLIED_CASH: 'there is unapplied cash that would pay it',
  CREDIT_NOTE: 'there is a credit that would pay it',
  BANK_LINE: 'a bank line waits that could be this payment',
  PROMISED: 'the customer promised to pay',
  DISPUTED: 'it is disputed',
  BANK_STALE: 'the bank was not checked recently enough',
  PAUSED: 'reminders to this customer are paused',
  NO_ADDRESS: 'the customer has no e-mail address',
  TOO_SOON: 'the last reminder is too recent',
  OUTSIDE_HOURS: 'outside the working hours',
  PART_PAID: 'part of it was paid: a person decides',
  HIGHER_STEP: 'a later step is reached',
  DAY_PASSED: 'its day has passed',
  MAIL_FAILED: 'the mail could not be sent',
}

/** Why a reminder was not sent. */
export const skipWords = (reason: string): string => reasons[reason] ?? reason.toLowerCase().replaceAll('_', ' ')

/** Why a payer gets no reminder, or fewer invoices are named in it. */
export const whyNotWords = (row: { reason: string | null; spared: readonly { number: string; reason: string }[] }) =>
  [row.reason ? skipWords(row.reason) : '', ...row.spared.map((one) => `${one.number}: ${skipWords(one.reason)}`)]
    .filter(Boolean)
    .join('; ')

const causes: Record<string, string> = {
  BROUGHT_FORWARD: 'Brought forward',
  INVOICE: 'Invoice',
  CREDIT_NOTE: 'Credit note',
  RECEIPT: 'Payment',
  REVERSAL: 'Payment reversed',
  WRITE_OFF: 'Written off',
  REFUND: 'Refunded',
  MERGE: 'Taken over from a merged record',
  OPENING: 'Carried over',
}

/** What moved a customer's account. */
export const causeWords = (cause: string): string => causes[cause] ?? cause.toLowerCase()

/** The reason why an unpaid prepaid order has not lapsed, or its customer was not reminded, although the day has come. */
export const heldBackWords = (reason: string): string => `kept: ${skipWords(reason)}`

const kinds: Record<string, string> = {
  BEFORE_DUE: 'Reminder before the due date',
  OVERDUE: 'Reminder',
  FINAL: 'Final reminder',
}

export const kindWords = (kind: string): string => kinds[kind] ?? kind.toLowerCase()

/** What a merge moved. An event from before all of it was counted names less. */
const movedWords = (moved: Record<string, unknown>, say: Say): string =>
  [
    say.units(moved.orders, 'order'),
    ...(moved.quotes ? [say.units(moved.quotes, 'quote')] : []),
    say.units(moved.invoices, 'document'),
    ...(moved.receipts ? [say.units(moved.receipts, 'payment')] : []),
    ...(moved.contacts ? [say.units(moved.contacts, 'contact')] : []),
    ...(moved.addresses ? [say.units(moved.addresses, 'address', 'addresses')] : []),
    ...(moved.priceLists ? [say.units(moved.priceLists, 'price list')] : []),
    ...(moved.notes ? [say.units(moved.notes, 'note')] : []),
    ...(moved.files ? [say.units(moved.files, 'file')] : []),
    `${say.money(moved.openMinor)} open`,
  ].join(', ')

export const sentences: Sentences = {
  'receivable/customer.merged': ({ number, numbersLeft, ...moved }, say) =>
    `${number} became part of this customer: ${movedWords(moved, say)}${numbersLeft ? `; ${say.units(numbersLeft, 'number')} of products did not go along` : ''}`,
  'receivable/item.overdue': ({ dueOn, openMinor }, say) =>
    `Overdue since ${say.day(dueOn)}, ${say.money(openMinor)} open`,
  'receivable/reminder.sent': ({ kind, totalMinor, items }, say) =>
    `${kindWords(String(kind))} sent, ${say.units(items, 'invoice')}, ${say.money(totalMinor)}`,
  'receivable/reminder.skipped': ({ reason }) => `No reminder: ${skipWords(String(reason))}`,
  'receivable/proforma.reminded': ({ number, expiresOn }, say) =>
    `Reminded of pro forma ${number}, which lapses after ${say.day(expiresOn)}`,
  'receivable/proforma.lapsed': ({ number, expiresOn }, say) =>
    `Pro forma ${number} lapsed: nothing was paid by ${say.day(expiresOn)}`,
  'receivable/policy.changed': ({ version, enabled }) =>
    `Reminder policy changed, version ${version}, ${enabled ? 'on' : 'off'}`,
  'receivable/customer.paused': ({ until }, say) =>
    until ? `Reminders paused until ${say.day(until)}` : 'Reminders no longer paused',
}

export const refusals: Sentences = {
  POLICY_CHANGED: () => 'Somebody changed the policy meanwhile. Look at it again.',
  STEPS_NOT_RISING: () => 'The steps must be in the order of their days, and no two can have the same day.',
  PAUSE_IN_PAST: () => 'Reminders can only be paused until a day in the future.',
}
