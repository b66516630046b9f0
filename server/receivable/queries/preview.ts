import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import type { Page } from '@/server/platform/lists/pages'
import type { Day } from '@/server/platform/time/calendar'
import { bankIsStale, horizonOn, type Policy, planFor, type SkipReason, type StepKind } from '../rules/reminding'
import { bankChecked, dueItems, payerFacts, payersDue, policyInForce, surroundings } from './reminding'

const shown = 100

export interface PreviewRow {
  customerId: string
  name: string
  mailTo: string | null
  /** The reminder that would be sent; null when there is none. */
  kind: StepKind | null
  totalMinor: bigint
  items: { number: string; dueOn: Day; openMinor: bigint }[]
  reason: SkipReason | null
  spared: { number: string; reason: SkipReason }[]
}

interface ReminderPreview {
  policy: Policy | null
  bankCheckedUpTo: Day | null
  stale: boolean
  rows: PreviewRow[]
}

/** Who would get which reminder now, and why the others would get none; nothing is written. The first hundred payers. */
export async function previewReminders(ctx: Ctx): Promise<ReminderPreview> {
  const [[policy], [bank]] = await read(ctx, policyInForce(ctx), bankChecked(ctx))
  const bankCheckedUpTo = bank?.checkedUpTo ?? null
  if (!policy) return { policy: null, bankCheckedUpTo, stale: true, rows: [] }
  const around = surroundings(ctx, bankCheckedUpTo)
  const stale = bankIsStale(around, policy.maxBankAgeDays)
  return { policy, bankCheckedUpTo, stale, rows: (await plansBehind(ctx, policy, around, null)).rows }
}

/** The same for the next hundred payers behind one of them, for a file of all. */
export async function previewPage(ctx: Ctx, after: string | null): Promise<Page<PreviewRow>> {
  const [[policy], [bank]] = await read(ctx, policyInForce(ctx), bankChecked(ctx))
  if (!policy) return { rows: [], previous: null, next: null }
  const { rows, last } = await plansBehind(ctx, policy, surroundings(ctx, bank?.checkedUpTo ?? null), after)
  return { rows, previous: null, next: last }
}

async function plansBehind(ctx: Ctx, policy: Policy, around: ReturnType<typeof surroundings>, after: string | null) {
  const [payers] = await read(ctx, payersDue(ctx, horizonOn(policy.steps, ctx.today), after, shown))
  const rows: PreviewRow[] = []
  for (const { customerId } of payers) {
    const [[payer], items] = await read(ctx, payerFacts(ctx, customerId), dueItems(ctx, customerId))
    const plan = payer && planFor(payer, items, policy, around)
    if (!plan || (plan.items.length === 0 && plan.spared.length === 0)) continue
    rows.push({
      customerId,
      name: payer.name,
      mailTo: payer.mailTo,
      kind: plan.kind,
      totalMinor: plan.totalMinor,
      items: plan.items.map(({ item }) => ({ number: item.number, dueOn: item.dueOn, openMinor: item.openMinor })),
      reason: plan.reason,
      spared: plan.spared.map(({ item, reason }) => ({ number: item.number, reason })),
    })
  }
  return { rows, last: payers.length === shown ? (payers.at(-1)?.customerId ?? null) : null }
}
