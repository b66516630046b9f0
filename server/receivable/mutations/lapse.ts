import type { PrintedOrder } from '@/server/order/documents/confirmation'
import { expiryMail } from '@/server/order/emails/confirmation'
import { cancelling, loadToChange, type ToChange } from '@/server/order/mutations/cancel'
import { attached, printedOrder } from '@/server/order/mutations/mail-order'
import { endProforma, type StandingProforma } from '@/server/order/mutations/proforma'
import type { Ctx } from '@/server/platform/context/ctx'
import { Refusal } from '@/server/platform/context/errors'
import { read, type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { type MailPaper, queueMail } from '@/server/platform/mail/queue'
import { addDays } from '@/server/platform/time/calendar'
import { speak } from '@/server/platform/words/words'
import { bankChecked, moneyFor, payerFacts, policyInForce, proformasDue, surroundings } from '../queries/reminding'
import { lastDayOf, noticeDays, proformaRefusal, proformaStep } from '../rules/prepaid'
import type { SkipReason } from '../rules/reminding'

const proformasAtOnce = 200

function told(name: NewEvent['name'], { order }: ToChange, proforma: StandingProforma, expiresOn: string): NewEvent {
  return {
    name,
    objects: [
      ['order', order.id],
      ['customer', order.customerId],
      ['proforma', proforma.id],
    ],
    payload: { number: proforma.number, expiresOn },
  }
}

async function remindOf(
  tx: Tx,
  found: ToChange,
  proforma: StandingProforma,
  printed: PrintedOrder,
  paper: MailPaper[],
) {
  const { ctx } = tx
  const until = lastDayOf(proforma.expiresOn as string, ctx.today)
  await tx.commit(
    expectRows(
      1,
      sql`UPDATE proforma SET reminded_on = ${ctx.today}, expires_on = ${until}, held_back = NULL
        WHERE organisation_id = ${ctx.organisationId} AND id = ${proforma.id} AND state = 'OPEN' AND reminded_on IS NULL`,
    ),
    queueMail(ctx, {
      effectKey: `proforma-expires/${proforma.id}/${until}`,
      kind: 'PROFORMA_EXPIRES',
      objectType: 'order',
      objectId: found.order.id,
      customerId: found.order.customerId,
      ...expiryMail(ctx.organisation, printed, proforma, until),
      papers: paper,
    }),
    recordEvents(ctx, [told('receivable/proforma.reminded', found, proforma, until)]),
  )
}

async function lapse(tx: Tx, found: ToChange, proforma: StandingProforma) {
  const { ctx } = tx
  const expiresOn = proforma.expiresOn as string
  const gone = cancelling(ctx, found, `not paid by ${speak(ctx.organisation).day(expiresOn)}`)
  await tx.commit(
    ...gone.statements,
    endProforma(ctx, proforma.id, 'LAPSED'),
    recordEvents(ctx, [told('receivable/proforma.lapsed', found, proforma, expiresOn), ...gone.events]),
  )
}

/** Stores on the pro forma why it neither lapses nor is reminded of. The hour of the day is not stored as a reason. */
async function holdBack(tx: Tx, proforma: StandingProforma, reason: SkipReason) {
  if (reason === 'OUTSIDE_HOURS' || reason === proforma.heldBack) return
  const { ctx } = tx
  await tx.commit(
    sql`UPDATE proforma SET held_back = ${reason} WHERE organisation_id = ${ctx.organisationId} AND id = ${proforma.id} AND state = 'OPEN'`,
  )
}

/**
 * Handles one order that waits for prepayment: reminds its customer once when the time runs out, and lets it lapse
 * after the last day: it is cancelled with its pro forma, and its stock is free. The decision is made under the lock
 * that every receipt takes too, so that money at the same moment either pays the order or finds it lapsed. Nothing is
 * done once any money has come.
 */
export async function pursueProforma(ctx: Ctx, orderId: string): Promise<'REMINDED' | 'LAPSED' | SkipReason | null> {
  const printed = await printedOrder(ctx, orderId)
  const expected = printed.proforma && proformaStep(printed.proforma, printed.head.customerEmail, ctx.today)
  // Of an order that was moved in, nobody has a pro forma before this program counts.
  if (!expected || printed.head.quiet) return null
  const paper = expected === 'REMIND' ? await attached(ctx, printed) : []
  return transaction(ctx, {}, async (tx) => {
    const found = await loadToChange(tx, orderId)
    const { proforma, order } = found
    if (proforma?.state !== 'OPEN' || proforma.id !== printed.proforma?.id) return null
    if (order.creditState !== 'AWAITING_PAYMENT' || order.stage !== 'CREDIT' || order.dispatchedAt) return null
    const [[policy], [bank], [payer], [money]] = await tx.run(
      policyInForce(ctx),
      bankChecked(ctx),
      payerFacts(ctx, order.payerId),
      moneyFor(ctx, orderId),
    )
    if (!policy || !payer || !money) return null
    if (proformaStep(proforma, printed.head.customerEmail, ctx.today) !== expected) return null
    const facts = {
      ...payer,
      mailTo: printed.head.customerEmail,
      bankLineWaits: payer.bankLineWaits || money.bankLineWaits,
    }
    const reason = proformaRefusal(
      { ...proforma, ...money },
      facts,
      surroundings(ctx, bank?.checkedUpTo ?? null),
      policy,
      expected,
    )
    if (reason) {
      await holdBack(tx, proforma, reason)
      return reason
    }
    if (expected === 'REMIND') await remindOf(tx, found, proforma, printed, paper)
    else await lapse(tx, found, proforma)
    return expected === 'REMIND' ? 'REMINDED' : 'LAPSED'
  })
}

/** Handles all orders whose last day for prepayment is near or over, so many with one look. */
export async function pursueProformas(
  ctx: Ctx,
  atOnce = proformasAtOnce,
): Promise<{ reminded: number; lapsed: number }> {
  const totals = { reminded: 0, lapsed: 0 }
  let after: string | null = null
  for (;;) {
    const until = addDays(ctx.today, noticeDays)
    const [due] = (await read(ctx, proformasDue(ctx, until, after, atOnce))) as [{ id: string; orderId: string }[]]
    for (const { orderId } of due) {
      const outcome = await pursueProforma(ctx, orderId).catch((error: unknown) => {
        // A person cancelled it meanwhile.
        if (error instanceof Refusal && error.code === 'ORDER_CANCELLED') return null
        throw error
      })
      if (outcome === 'REMINDED') totals.reminded++
      if (outcome === 'LAPSED') totals.lapsed++
    }
    after = due.at(-1)?.id ?? null
    if (due.length < atOnce) return totals
  }
}
