import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays, instantAt } from '@/server/platform/time/calendar'
import { changePolicy } from '@/server/receivable/mutations/policy'
import { remindPayer } from '@/server/receivable/mutations/remind'
import { makePayer } from './goods-and-credit'
import { answers, atOnce, type Race, surprises } from './race'

/** The remind verb as the race calls it: it answers 'SENT' to the caller who sent the reminder. */
export type Remind = (ctx: Ctx, customerId: string) => Promise<string | null>

/** Noon of the first Wednesday on which today's invoices are a month and a day old. */
function whenDue(ctx: Ctx): Ctx {
  let today = addDays(ctx.today, 32)
  while (new Date(today).getUTCDay() !== 3) today = addDays(today, 1)
  return { ...ctx, today, now: instantAt(ctx.organisation.timeZone, today, '12:00') }
}

async function written(ctx: Ctx, customerId: string): Promise<string> {
  const { organisationId } = ctx
  const [[row]] = await read(
    ctx,
    sql<{ mails: bigint; sent: bigint; skipped: bigint; items: bigint; events: bigint }>`SELECT
      (SELECT count(*) FROM mail WHERE organisation_id = ${organisationId} AND customer_id = ${customerId} AND kind = 'reminder') AS mails,
      (SELECT count(*) FROM reminder WHERE organisation_id = ${organisationId} AND customer_id = ${customerId} AND state = 'SENT') AS sent,
      (SELECT count(*) FROM reminder WHERE organisation_id = ${organisationId} AND customer_id = ${customerId} AND state <> 'SENT') AS skipped,
      (SELECT count(*) FROM reminder_item x JOIN open_item i ON i.organisation_id = x.organisation_id AND i.id = x.open_item_id
        WHERE x.organisation_id = ${organisationId} AND i.customer_id = ${customerId}) AS items,
      (SELECT count(*) FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id
        WHERE e.organisation_id = ${organisationId} AND e.name = 'receivable/reminder.sent' AND o.object_type = 'customer' AND o.object_id = ${customerId}) AS events`,
  )
  return row
    ? `${row.mails} mails, ${row.sent} sent, ${row.skipped} left out, ${row.items} items, ${row.events} events`
    : ''
}

/** 32 callers send the same due reminder: there is one mail and one record, and the other callers find nothing to do. */
export const oneReminder: Race<Remind> = {
  name: 'one reminder',
  verb: remindPayer,
  async prepare(ctx, verb) {
    await giveLegalDetails(ctx)
    await changePolicy(ctx, {
      fromVersion: 1,
      enabled: true,
      maxBankAgeDays: 3,
      minGapDays: 5,
      sendFrom: '00:00',
      sendUntil: '23:59',
      steps: [{ offsetDays: 1, kind: 'OVERDUE', placesHold: false }],
    })
    const late = whenDue(ctx)
    await read(
      ctx,
      sql`UPDATE bank_account SET checked_up_to = ${late.today} WHERE organisation_id = ${ctx.organisationId}`,
    )
    return async () => {
      const customerId = await makePayer(ctx, 1_000_000_00n)
      const { shipmentId } = await makeShipped(ctx, { customerId })
      await issueForShipment(ctx, shipmentId)
      const outcomes = await atOnce(() => verb(late, customerId))
      const sent = answers(outcomes).filter((outcome) => outcome === 'SENT').length
      const others = answers(outcomes).filter((outcome) => outcome !== 'SENT' && outcome !== null)
      const found = await written(ctx, customerId)
      return [
        ...surprises(outcomes),
        ...(sent === 1 && others.length === 0 ? [] : [`${sent} sent it, others answered ${others.join(' ')}`]),
        ...(found === '1 mails, 1 sent, 0 left out, 1 items, 1 events' ? [] : [found]),
      ]
    }
  },
}
