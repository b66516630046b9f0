import type { Day } from '@/server/platform/time/calendar'
import { sameName } from './names'
import { plainIban } from './statement'

/** A movement as one file or another tells of it. */
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

/** Whether two texts tell of the same thing: a number in both, or the one inside the other. Undefined when one says nothing. */
function saysTheSame(a: string, b: string): boolean | undefined {
  const [short, long] = [plain(a), plain(b)].toSorted((x, y) => x.length - y.length) as [string, string]
  if (short.length < 4) return undefined
  const numbers = numbersIn(a)
  return long.includes(short) || [...numbersIn(b)].some((number) => numbers.has(number))
}

/** An account number of more than a few figures; banks write both IBANs and their own. */
const account = (iban: string | null) => (iban && iban.length >= 8 ? plainIban(iban) : null)

/**
 * Whether two files tell of one payment, written differently: the same day, amount and currency, and the same reference;
 * where one of them gives no reference, the same account or name of the other side. Two references of the bank in one kind
 * of file that differ are two payments.
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

/** For each new movement the known one it repeats, each known one at most once: two payments alike stay two. */
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
