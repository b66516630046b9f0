import type { Day } from '@/server/platform/time/calendar'
import { sameName } from './names'
import { plainIban } from './statement'

/** A movement as a file describes it. */
export interface ToldMovement {
  id: string
  format: string
  bookedOn: Day
  amountMinor: bigint
  currency: string
  reference: string
  counterparty: string
  counterpartyIban: string | null
  bankReference: string | null
}

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')

const numbersIn = (text: string) => new Set(text.match(/\d{3,}/g) ?? [])

/** Whether two texts describe the same payment: both contain the same number, or one contains the other. Undefined when one is empty. */
function saysTheSame(a: string, b: string): boolean | undefined {
  const [short, long] = [plain(a), plain(b)].toSorted((x, y) => x.length - y.length) as [string, string]
  if (short.length < 4) return undefined
  const numbers = numbersIn(a)
  return long.includes(short) || [...numbersIn(b)].some((number) => numbers.has(number))
}

/** An account number with enough digits to compare. Banks write IBANs as well as their own numbers. */
const account = (iban: string | null) => (iban && iban.length >= 8 ? plainIban(iban) : null)

/**
 * Whether two files describe the same payment in different forms: day, amount and currency are the same, and so is the
 * reference; if one file has no reference, the account or name of the other party is the same. Two different bank references in
 * files of one kind are two payments.
 */
export function isSamePayment(a: ToldMovement, b: ToldMovement): boolean {
  if (a.bookedOn !== b.bookedOn || a.amountMinor !== b.amountMinor || a.currency !== b.currency) return false
  if (a.format === b.format && a.bankReference && b.bankReference && a.bankReference !== b.bankReference) return false
  const [from, alsoFrom] = [account(a.counterpartyIban), account(b.counterpartyIban)]
  if (from && alsoFrom && from !== alsoFrom) return false
  const told = saysTheSame(a.reference, b.reference)
  if (told !== undefined) return told
  return from !== null && from === alsoFrom ? true : sameName(a.counterparty, b.counterparty)
}

/** Finds the known movement that each new one repeats. Each known movement is used once, so that two equal payments stay two. */
export function repetitions(fresh: readonly ToldMovement[], known: readonly ToldMovement[]): Map<string, string> {
  const found = new Map<string, string>()
  const left = new Set(known)
  for (const movement of fresh)
    for (const one of left)
      if (isSamePayment(movement, one)) {
        found.set(movement.id, one.id)
        left.delete(one)
        break
      }
  return found
}
