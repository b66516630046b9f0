import type { Sentences } from '@/server/platform/words/words'

const methods: Record<string, string> = { BANK: 'by bank', CASH: 'in cash', CARD: 'by card' }
const writeOffs: Record<string, string> = {
  UNCOLLECTIBLE: 'cannot be collected',
  SMALL_DIFFERENCE: 'small difference',
  BANK_CHARGES: 'bank charges',
  GOODWILL: 'goodwill',
}
const disputes: Record<string, string> = {
  QUANTITY: 'wrong quantity',
  PRICE: 'wrong price',
  QUALITY: 'quality',
  NOT_RECEIVED: 'not received',
  OTHER: 'another reason',
}
/** Why a row of a bank's file is asked about. */
export const rowCauses: Record<string, string> = {
  AMOUNT_NOT_UNDERSTOOD: 'the amount cannot be read',
  SIGN_CONTRADICTS: 'one mark says money in, another money out',
  SIDE_NOT_UNDERSTOOD: 'its direction (in or out) cannot be read',
  TWO_AMOUNTS: 'it has an amount in and an amount out',
  DAY_NOT_UNDERSTOOD: 'the day cannot be read',
  DAY_UNLIKELY: 'the day is before 1990 or in the future',
  CURRENCY_DIFFERS: 'its currency is not certainly that of the account',
}
const unmatched: Record<string, string> = {
  NO_CUSTOMER: 'no customer has this reference, amount or account',
  SEVERAL_FIT: 'several invoices or customers fit',
  AMOUNT_DIFFERS: 'the amount differs from the open amount',
  PART_PAYMENT: 'it pays only part of what it names',
  OVERPAYMENT: 'more than is open',
  NAME_ONLY: 'only the name fits',
  ORDER_ENDED: 'for an order that was cancelled or lapsed: refund it, or use it for another',
  MONEY_OUT: 'money going out',
  ALREADY_THERE: 'already there from another file',
  OTHER_CURRENCY: 'in another currency',
  TAKEN_BACK: 'a match was taken back by a person',
  PAYMENT_RETURNED: 'the bank took this payment back',
}

export const disputeWords = (cause: string): string => disputes[cause] ?? cause.toLowerCase()
export const writeOffWords = (cause: string): string => writeOffs[cause] ?? cause.toLowerCase()
export const methodWords = (method: string): string => methods[method] ?? method.toLowerCase()
/** Why a bank line was left to a person. */
export const causeWords = (cause: string): string => unmatched[cause] ?? cause

export const sentences: Sentences = {
  'collection/receipt.recorded': ({ amountMinor, unappliedMinor, method }, say) =>
    `${say.money(amountMinor)} received ${methodWords(String(method))}${BigInt(String(unappliedMinor ?? 0)) > 0n ? `, ${say.money(unappliedMinor)} not applied to an invoice` : ''}`,
  'collection/receipt.reversed': ({ amountMinor, cause }, say) =>
    `${say.money(amountMinor)} reversed: ${cause === 'RETURNED' ? 'the bank returned it' : 'it was recorded wrongly'}`,
  'collection/receipt.applied': ({ appliedMinor }, say) => `${say.money(appliedMinor)} of unapplied cash applied`,
  'collection/credit.applied': () => 'Credit note applied to invoices',
  'collection/refund.made': ({ amountMinor, method }, say) =>
    `${say.money(amountMinor)} refunded ${methodWords(String(method))}`,
  'collection/refund.reversed': ({ amountMinor }, say) => `Refund of ${say.money(amountMinor)} reversed`,
  'collection/refund.matched': () => 'Refund found on the bank statement',
  'collection/refund.unmatched': () => 'Bank line no longer matched to the refund',
  'collection/item.settled': ({ number }) => `${number} settled`,
  'collection/item.writtenOff': ({ amountMinor, cause }, say) =>
    `${say.money(amountMinor)} written off: ${writeOffWords(String(cause))}`,
  'collection/statement.imported': ({ lines, fresh, repeated }, say) =>
    `Bank statement read: ${say.units(lines, 'line')}, ${say.number(fresh)} new${Number(repeated ?? 0) > 0 ? `, ${say.number(repeated)} already there from another file` : ''}`,
  'collection/line.matched': ({ byPerson }) =>
    byPerson ? 'Bank line matched by a person' : 'Bank line matched automatically',
  'collection/line.ignored': ({ reason }) => `Bank line set aside: ${reason}`,
  'collection/line.takenUp': () => 'Bank line back on the list',
  'collection/bank.checked': ({ checkedUpTo }, say) => `Bank checked up to ${say.day(checkedUpTo)}`,
  'collection/promise.made': ({ amountMinor, promisedOn }, say) =>
    `Promised ${say.money(amountMinor)} by ${say.day(promisedOn)}`,
  'collection/promise.kept': () => 'Promise kept',
  'collection/promise.broken': () => 'Promise broken: reminders resume',
  'collection/promise.withdrawn': () => 'Promise withdrawn',
  'collection/dispute.raised': ({ cause }) => `Disputed: ${disputeWords(String(cause))}`,
  'collection/dispute.closed': ({ outcome }) => `Dispute closed: ${String(outcome ?? '').toLowerCase()}`,
}

export const refusals: Sentences = {
  DAY_IN_FUTURE: () => 'Money cannot have come in on a day in the future.',
  REVERSED: () => 'This receipt was reversed before.',
  NOTHING_TO_APPLY: () => 'There is nothing left to apply, or nothing open to apply it to.',
  MORE_THAN_LEFT: ({ leftMinor }, say) => `Only ${say.money(leftMinor)} is left to refund.`,
  DEPOSIT_NEEDED: () =>
    'This money is a deposit for an order. It can be refunded when that order is finished or cancelled.',
  REFUNDED: () => 'Part of this was refunded to the customer. Reverse that refund first.',
  NOT_THIS_REFUND: () => 'The bank line and the refund have different amounts, or one of them is matched already.',
  NOT_OPEN: () => 'Nothing is open on this invoice any more.',
  ALREADY_DISPUTED: () => 'A dispute of this invoice is open already. Close it before you record another.',
  MORE_THAN_OPEN: ({ openMinor }, say) => `Only ${say.money(openMinor)} is open.`,
  FILE_TOO_LARGE: () => 'The file is larger than 5 MB. Ask the bank for a shorter period.',
  FILE_NOT_UNDERSTOOD: ({ detail }) => `The file could not be read as a bank statement: ${detail}`,
  COLUMNS_UNCLEAR: () => 'The column names of this file are unknown. Choose below what each column means.',
  ROWS_UNCLEAR: ({ count }) =>
    Number(count) === 1
      ? 'One row may be a movement but is not clear. Nothing was booked yet. Answer it below.'
      : `${count} rows may be movements but are not clear. Nothing was booked yet. Answer them below.`,
  ROW_NOT_ASKED: ({ row }) => `Row ${row} is clear and was not asked about. Read the file again.`,
  CSV_EMPTY: () => 'The file is empty. Ask the bank for it again.',
  CSV_NOT_TEXT: ({ looksLike }) =>
    looksLike === 'EXCEL'
      ? 'This is an Excel workbook. Save it as CSV, or ask the bank for CAMT.053 or CSV.'
      : `This is ${looksLike === 'PDF' ? 'a PDF' : 'no text'}, not a bank file. Ask the bank for CAMT.053 or CSV.`,
  CSV_TOO_LARGE: () => 'The file is too large. Ask the bank for a shorter period.',
  CSV_TOO_MANY_ROWS: ({ limit }) => `The file has more than ${limit} rows. Ask the bank for a shorter period.`,
  CSV_TOO_MANY_COLUMNS: ({ limit }) => `A row has more than ${limit} columns: this is no list of bank movements.`,
  CSV_CELL_TOO_LARGE: ({ limit }) => `A cell has more than ${limit} characters: this is no list of bank movements.`,
  CSV_UNREADABLE: ({ line }) => `Line ${line} cannot be read: its quotation marks do not match.`,
  ACCOUNT_DIFFERS: ({ iban }) => `The statement is of another account (${iban}). Choose that account, or add it first.`,
  CURRENCY_DIFFERS: ({ currency }) => `The statement is in ${currency}, the account is not.`,
  LINE_DECIDED: () => 'Somebody has dealt with this bank line already.',
  MONEY_OUT: () => 'This is money going out; only money coming in can be matched to a customer.',
  PROMISE_IN_PAST: () => 'A promise is for today or a later day.',
}
