import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { checkOrganisation } from '@/server/simulation/check/check'
import { importStatement } from './import-statement'
import { matchWaiting } from './match'
import { lockPayer, receive } from './receive'

it('a line that was certain is asked about when a part of its invoice is paid before it is posted', async () => {
  const { ctx } = await makeOrganisation()
  await giveLegalDetails(ctx)
  const { customerId } = await makeCustomer(ctx)
  const { number } = await issueForShipment(ctx, (await makeShipped(ctx, { customerId })).shipmentId)
  const file = `Date;Description;Amount\n${ctx.today};${number};123.00`
  await importStatement(ctx, { fileName: 'bank.csv', content: Buffer.from(file).toString('base64') })
  const { answer } = await transaction(ctx, {}, async (tx) => {
    const payer = await lockPayer(tx, customerId)
    const running = matchWaiting(ctx)
    for (let looks = 0; looks < 400; looks++) {
      const [[waiting]] = await tx.run(
        sql<{
          verbs: number
        }>`SELECT count(*)::int AS verbs FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid`,
      )
      if (waiting && waiting.verbs > 0) break
      await sleep(5)
    }
    const part = await receive(tx, payer, {
      number: 'RC-PART',
      amountMinor: 2_300n,
      receivedOn: ctx.today,
      method: 'BANK',
      reference: null,
      orderId: null,
      openItemIds: undefined,
      bankLineId: null,
    })
    await tx.commit(...part.statements, recordEvents(ctx, part.events))
    return { answer: running }
  })
  expect(await answer).toEqual({ posted: 0, left: 1 })
  const [lines] = await read(
    ctx,
    sql<object>`SELECT state, cause FROM bank_line WHERE organisation_id = ${ctx.organisationId}`,
  )
  expect(lines).toEqual([{ state: 'UNMATCHED', cause: 'AMOUNT_DIFFERS' }])
  expect(await checkOrganisation(ctx)).toEqual([])
})
