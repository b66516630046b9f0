import { sumMinor } from '@/server/platform/money/money'
import { addDays, type Day, daysBetween } from '@/server/platform/time/calendar'
import { previousWorkingDay, type WorkingCalendar, workingDaysBetween } from '@/server/platform/time/working-days'

export type StepKind = 'BEFORE_DUE' | 'OVERDUE' | 'FINAL'

export interface Step {
  code: string
  /** Days from the due day; negative before it. */
  offsetDays: number
  kind: StepKind
  placesHold: boolean
}

export interface Policy {
  version: number
  enabled: boolean
  maxBankAgeDays: number
  minGapDays: number
  sendFrom: string
  sendUntil: string
  steps: Step[]
}

/** An open invoice with the facts that reminders need. */
export interface DueItem {
  id: string
  number: string
  dueOn: Day
  issuedOn: Day
  openMinor: bigint
  disputed: boolean
  /** Steps that were sent or skipped. */
  done: readonly string[]
}

export type SkipReason =
  | 'PAID'
  | 'UNAPPLIED_CASH'
  | 'CREDIT_NOTE'
  | 'BANK_LINE'
  | 'PROMISED'
  | 'DISPUTED'
  | 'BANK_STALE'
  | 'PAUSED'
  | 'NO_ADDRESS'
  | 'TOO_SOON'
  | 'OUTSIDE_HOURS'
  | 'PART_PAID'
  | 'HIGHER_STEP'
  | 'DAY_PASSED'

/** The facts about a payer that decide at the moment of sending (rule 13). */
export interface PayerFacts {
  mailTo: string | null
  pausedUntil: Day | null
  /** Unapplied cash, without deposits. */
  unappliedMinor: bigint
  /** Open credit notes, positive. */
  creditMinor: bigint
  /** Whether an unmatched bank line could be a payment of this payer. */
  bankLineWaits: boolean
  promisedUntil: Day | null
  lastRemindedOn: Day | null
}

export interface Surroundings {
  today: Day
  /** Wall clock in the organisation's zone, 'HH:MM:SS'. */
  time: string
  calendar: WorkingCalendar
  /** The day up to which the bank was checked: the earliest of all accounts in use. */
  bankCheckedUpTo: Day | null
}

/** Whether the bank data are too old for overdue reminders: more banking days old than the policy allows. */
export function bankIsStale({ bankCheckedUpTo, today, calendar }: Surroundings, maxBankAgeDays: number): boolean {
  if (bankCheckedUpTo === null) return true
  return workingDaysBetween(calendar, bankCheckedUpTo, today) > maxBankAgeDays
}

interface StepDue {
  step: Step
  /** Lower steps, and reminders before the due date whose day has passed: they are recorded as skipped. */
  leftOut: { code: string; reason: 'HIGHER_STEP' | 'DAY_PASSED' }[]
}

/**
 * The highest step that an item has reached and that is not done. A reminder before the due date is skipped once that
 * date is over.
 */
export function stepDue(item: Pick<DueItem, 'dueOn' | 'done'>, steps: readonly Step[], today: Day): StepDue | null {
  const age = daysBetween(item.dueOn, today)
  const reached = steps.filter((step) => step.offsetDays <= age).toSorted((a, b) => a.offsetDays - b.offsetDays)
  const pending = reached.filter((step) => !item.done.includes(step.code))
  const late = (step: Step) => step.kind === 'BEFORE_DUE' && age > 0
  const step = pending.filter((one) => !late(one)).at(-1)
  const higherDone = step && reached.some((one) => item.done.includes(one.code) && one.offsetDays > step.offsetDays)
  const leftOut = pending
    .filter((one) => one !== step || higherDone)
    .map((one) => ({ code: one.code, reason: late(one) ? ('DAY_PASSED' as const) : ('HIGHER_STEP' as const) }))
  if (!step || higherDone) return leftOut.length > 0 ? { step: pending.at(-1) as Step, leftOut } : null
  return { step, leftOut }
}

/**
 * The reason why a payer gets nothing at all today; null when reminders may be sent. Overdue reminders need recent bank
 * data.
 */
export function payerRefusal(
  payer: PayerFacts,
  around: Surroundings,
  policy: Policy,
  overdue: boolean,
): SkipReason | null {
  if (payer.pausedUntil && payer.pausedUntil >= around.today) return 'PAUSED'
  if (overdue && bankIsStale(around, policy.maxBankAgeDays)) return 'BANK_STALE'
  if (payer.bankLineWaits) return 'BANK_LINE'
  if (payer.promisedUntil && payer.promisedUntil >= around.today) return 'PROMISED'
  if (
    payer.lastRemindedOn &&
    workingDaysBetween(around.calendar, payer.lastRemindedOn, around.today) < policy.minGapDays
  )
    return 'TOO_SOON'
  if (!payer.mailTo) return 'NO_ADDRESS'
  const worked = previousWorkingDay(around.calendar, around.today) === around.today
  if (!worked || around.time < `${policy.sendFrom}:00` || around.time >= `${policy.sendUntil}:00`)
    return 'OUTSIDE_HOURS'
  return null
}

export interface PlannedItem {
  item: DueItem
  step: Step
}

export interface Plan {
  /** The items of the mail, when one is sent. */
  items: PlannedItem[]
  kind: StepKind | null
  totalMinor: bigint
  /** Cash and credit at hand that pay none of the items in full; the message takes them off the total. */
  atHandMinor: bigint
  placesHold: boolean
  /** The reason why nothing is sent to this payer. */
  reason: SkipReason | null
  /** The reasons why single items are not in the mail. */
  spared: { item: DueItem; step: Step; reason: SkipReason }[]
  leftOut: { openItemId: string; code: string; reason: SkipReason }[]
}

const rank: Record<StepKind, number> = { BEFORE_DUE: 0, OVERDUE: 1, FINAL: 2 }

/**
 * Money at hand covers the oldest items first. An item that it covers in full is not reminded of; the rest covers a
 * part of the next item.
 */
function covered(items: readonly DueItem[], cashMinor: bigint, creditMinor: bigint) {
  const reasons = new Map<string, SkipReason>()
  let cash = cashMinor
  let credit = creditMinor
  for (const item of items.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn) || a.id.localeCompare(b.id))) {
    if (cash + credit < item.openMinor) break
    const reason = cash > 0n ? 'UNAPPLIED_CASH' : 'CREDIT_NOTE'
    reasons.set(item.id, reason)
    const fromCash = cash - item.openMinor < 0n ? cash : item.openMinor
    cash -= fromCash
    credit -= item.openMinor - fromCash
  }
  const reason: SkipReason = cash > 0n ? 'UNAPPLIED_CASH' : 'CREDIT_NOTE'
  return { reasons, rest: { minor: cash + credit, reason } }
}

/**
 * The reminder that one payer gets today, and why other items are not in it. The preview and the sending use the same
 * rule.
 */
export function planFor(
  payer: PayerFacts,
  items: readonly DueItem[],
  policy: Policy,
  around: Surroundings,
): Plan | null {
  const due = items.flatMap((item) => {
    const found = item.openMinor > 0n ? stepDue(item, policy.steps, around.today) : null
    return found ? [{ item, ...found }] : []
  })
  if (due.length === 0) return null
  const { reasons: paid, rest } = covered(
    items.filter((item) => item.openMinor > 0n),
    payer.unappliedMinor,
    payer.creditMinor,
  )
  const leftOut = due.flatMap(({ item, leftOut: left }) => left.map((one) => ({ openItemId: item.id, ...one })))
  const pending = due.filter(
    ({ item, step, leftOut: left }) => !item.done.includes(step.code) && !left.some((one) => one.code === step.code),
  )
  const reasonOf = (item: DueItem): SkipReason | null => (item.disputed ? 'DISPUTED' : (paid.get(item.id) ?? null))
  const asked = pending.filter(({ item }) => reasonOf(item) === null)
  const totalMinor = sumMinor(asked.map(({ item }) => item.openMinor))
  const enough = rest.minor >= totalMinor
  const wanted = enough ? [] : asked
  const spared = pending.flatMap(({ item, step }) => {
    const reason = reasonOf(item) ?? (enough ? rest.reason : null)
    return reason ? [{ item, step, reason }] : []
  })
  const kind = wanted.map(({ step }) => step.kind).toSorted((a, b) => rank[b] - rank[a])[0] ?? null
  const reason = kind ? payerRefusal(payer, around, policy, kind !== 'BEFORE_DUE') : (spared[0]?.reason ?? null)
  return {
    items: wanted.map(({ item, step }) => ({ item, step })),
    kind,
    totalMinor: enough ? 0n : totalMinor,
    atHandMinor: enough ? 0n : rest.minor,
    placesHold: wanted.some(({ step }) => step.placesHold),
    reason,
    spared,
    leftOut,
  }
}

/** The last day of the due window that any step can need: reminders before the due date look this far ahead. */
export function horizonOn(steps: readonly Step[], today: Day): Day {
  return addDays(today, Math.max(0, ...steps.map((step) => -step.offsetDays)))
}
