import type { Say, Sentences } from '@/server/platform/words/words'

const holdCauses: Record<string, string> = {
  OVERDUE: 'overdue',
  PERSON: 'placed by a person',
  PAYMENT_RETURNED: 'a payment came back',
  LIMIT_LOWERED: 'limit lowered below what is owed',
}

/** Why a customer is on hold. */
export const holdWords = (cause: string): string => holdCauses[cause] ?? cause.toLowerCase()

const holdReasons: Record<string, string> = {
  FINAL_REMINDER: 'after the final reminder',
  PAID: 'paid',
  PROMISED: 'payment promised',
  FITS_LIMIT: 'it fits the limit now',
  PROMISE_BROKEN: 'the promise was broken',
  PROMISE_WITHDRAWN: 'the promise was withdrawn',
}

/** The reason of a hold, of its end or of a decision: the sentence of a code, or the text that a person wrote. */
export const creditReasonWords = (reason: string | null): string => (reason ? (holdReasons[reason] ?? reason) : '')

/** How many days early or late somebody pays, in words that can be read aloud. All pages use this function. */
export function latenessWords(daysLate: number | null | undefined): string {
  if (daysLate === null || daysLate === undefined) return '–'
  const days = Math.abs(Math.round(daysLate))
  if (days === 0) return 'on the day'
  return `${days} ${days === 1 ? 'day' : 'days'} ${daysLate < 0 ? 'early' : 'late'}`
}

const factors: Record<string, [name: string, missing: string]> = {
  TAX_NUMBER: ['Tax number', 'a tax number'],
  ADDRESS: ['Complete address', 'a complete address'],
  MAIL_DOMAIN: ['E-mail at a domain of their own', 'an e-mail address at their own domain'],
  COUNTRY: ['Same country', 'a business in the same country'],
  ORDER_SIZE: ['Size of the order', 'a smaller order'],
  HISTORY: ['Settled orders', 'one more settled order'],
}

/** The name of a factor of the score. */
export const factorWords = (factor: string): string => factors[factor]?.[0] ?? factor.toLowerCase()

interface Change {
  missingPoints?: number
  factors?: readonly string[]
  overMinor?: unknown
}

/**
 * One sentence that names the smallest change which would turn a decision; empty when none is known. `made` is false
 * in a preview.
 */
export function leastChangeWords(change: Change | null, say: Say, made = true): string {
  if (!change) return ''
  const parts: string[] = []
  const over = BigInt(String(change.overMinor ?? 0))
  if (over > 0n) parts.push(`${say.money(over)} less exposure, by a payment or a smaller order`)
  const missing = (change.factors ?? []).map((factor) => factors[factor]?.[1] ?? factor)
  if (missing.length > 0) parts.push(missing.join(' or '))
  else if (Number(change.missingPoints ?? 0) > 0) parts.push(`${say.units(change.missingPoints, 'more point')}`)
  return parts.length ? `It would ${made ? 'have passed' : 'pass'} with ${parts.join(', and ')}.` : ''
}

const causes: Record<string, string> = {
  FIRST_ORDER: 'first order on terms',
  LIMIT_EXCEEDED: 'above the limit',
  HOLD: 'customer on hold',
  REST: 'rest of an order approved in part',
  APPROVAL_ENDED: 'the approval ended before the goods had left',
}

/** The cause of a decision. */
export const causeWords = (cause: string): string => causes[cause] ?? cause.toLowerCase()

const decided: Record<string, string> = {
  APPROVED: 'approved',
  REFERRED: 'to be decided',
  DECLINED: 'declined',
  WITHDRAWN: 'no longer needed',
  ENDED: 'approved, ended',
}

/** The state of a decision: `approved in part`. */
export function decisionWords({ state, prepaid, rest }: { state: string; prepaid?: boolean; rest?: string | null }) {
  if (prepaid) return 'payment beforehand'
  return `${decided[state] ?? state.toLowerCase()}${rest ? ' in part' : ''}`
}

const rests: Record<string, string> = { WAITS: 'waits', CANCELLED: 'cancelled', PREPAID: 'to be paid beforehand' }

/** What happened to the part of an order that was not approved. */
export const restWords = (rest: string): string => rests[rest] ?? rest.toLowerCase()

export const sentences: Sentences = {
  'credit/decision.made': ({ state, cause, points, limitMinor, overrideMinor, by, until, rest, prepaid }, say) => {
    if (state === 'DECLINED') return 'Credit declined; the order was cancelled'
    const score = points === null || points === undefined ? '' : `, ${say.units(points, 'point')}`
    if (state === 'REFERRED') return `Credit referred to a person: ${causeWords(String(cause))}${score}`
    if (prepaid) return 'No credit given: the goods leave when they are paid beforehand'
    const limit = limitMinor ? `, limit ${say.money(limitMinor)}` : ''
    const override = Number(overrideMinor ?? 0) > 0 ? `, ${say.money(overrideMinor)} above the limit` : ''
    const how = `${rest ? ' in part' : ''}${until ? ` until ${say.day(until)}` : ''}`
    return `Credit approved${by === 'PERSON' ? how : ' at once'}${score}${limit}${override}`
  },
  'credit/approval.ended': ({ until, goesOn }, say) =>
    goesOn
      ? `Approval until ${say.day(until)} ended; the order fits the limit and goes on`
      : `Approval until ${say.day(until)} ended: the goods had not left, and credit is to be decided again`,
  'credit/order.released': ({ creditState }) =>
    creditState === 'NOT_NEEDED' ? 'Released: paid for' : 'Released: credit given',
  'credit/hold.placed': ({ cause }) => `Credit hold: ${holdWords(String(cause))}`,
  'credit/hold.lifted': ({ cause }) => `Credit hold ended: ${holdWords(String(cause))}`,
  'credit/limit.changed': ({ limitMinor, fromMinor }, say) => {
    if (limitMinor === null) return `Credit limit of ${say.money(fromMinor)} taken away`
    return fromMinor === null || fromMinor === undefined
      ? `Credit limit set to ${say.money(limitMinor)}`
      : `Credit limit changed from ${say.money(fromMinor)} to ${say.money(limitMinor)}`
  },
  'credit/policy.changed': ({ version }) => `Credit policy changed, version ${version}`,
}

export const refusals: Sentences = {
  CREDIT_EXCEEDED: ({ raiseMinor }, say) =>
    `This adds ${say.money(raiseMinor)}, more than the credit limit has left. Raise the limit, wait for a payment, or order less.`,
  LIMIT_TOO_LOW: ({ neededMinor }, say) =>
    `With this order the customer would owe ${say.money(neededMinor)}. Give at least that as the limit, or approve this order alone.`,
  HELD: () => 'The customer is on a credit hold. The order goes on when the hold ends.',
  NO_HOLD: () => 'There is no such hold any more.',
  HOLD_STANDS: () => 'A person has placed a hold on this customer already.',
}
