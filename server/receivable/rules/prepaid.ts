import { addDays, type Day } from '@/server/platform/time/calendar'
import { type PayerFacts, type Policy, payerRefusal, type SkipReason, type Surroundings } from './reminding'

/**
 * The customer is reminded this many days before an unpaid order lapses, and has at least `leastNoticeDays` after the
 * reminder.
 */
export const noticeDays = 5
const leastNoticeDays = 3

/** An unpaid pro forma, and the money that came for its order. */
interface UnpaidProforma {
  expiresOn: Day | null
  remindedOn: Day | null
  openMinor: bigint
  /** Money that came for it, or for its order. */
  receivedMinor: bigint
  /** Unapplied cash of the payer that came since it was issued. */
  unappliedSinceMinor: bigint
}

export type ProformaStep = 'REMIND' | 'LAPSE'

/**
 * The due step by state: a pro forma whose time runs out gets one reminder; when that was sent and its last day is
 * over, it lapses. A customer without an address cannot be reminded by mail; the reason is recorded, and the pro forma
 * lapses after its printed last day.
 */
export function proformaStep(
  { expiresOn, remindedOn }: Pick<UnpaidProforma, 'expiresOn' | 'remindedOn'>,
  mailTo: string | null,
  today: Day,
): ProformaStep | null {
  if (expiresOn === null || today < addDays(expiresOn, -noticeDays)) return null
  if (remindedOn === null && (mailTo !== null || today <= expiresOn)) return 'REMIND'
  return today > expiresOn ? 'LAPSE' : null
}

/** The last day to pay for a customer who is reminded today. A late reminder moves it. */
export function lastDayOf(expiresOn: Day, today: Day): Day {
  const least = addDays(today, leastNoticeDays)
  return expiresOn > least ? expiresOn : least
}

/**
 * The reason why an unpaid pro forma neither lapses nor is reminded of today. Money that could be its payment counts as
 * for every reminder (rule 13).
 */
export function proformaRefusal(
  proforma: UnpaidProforma,
  payer: PayerFacts,
  around: Surroundings,
  policy: Policy,
  step: ProformaStep,
): SkipReason | null {
  if (proforma.receivedMinor > 0n) return 'PART_PAID'
  // Money that came before the pro forma may be for something else, unless it would pay the pro forma in full.
  if (proforma.unappliedSinceMinor > 0n || payer.unappliedMinor >= proforma.openMinor) return 'UNAPPLIED_CASH'
  if (payer.unappliedMinor + payer.creditMinor >= proforma.openMinor) return 'CREDIT_NOTE'
  const refused = payerRefusal(step === 'LAPSE' ? { ...payer, lastRemindedOn: null } : payer, around, policy, true)
  // A lapse needs no address: the order is cancelled whether or not a mail can be sent.
  return step === 'LAPSE' && refused === 'NO_ADDRESS' ? null : refused
}
