import { beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { quoting } from '@/prisma/seed/quotes'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { rowsIn } from '@/prisma/seed/rows'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { sql } from '@/server/platform/database/sql'
import { changeOrganisation } from '@/server/platform/organisation/mutations/settings'
import { addDays } from '@/server/platform/time/calendar'
import { virtualClock } from '@/server/platform/time/clock'
import { acceptQuote } from './accept-quote'
import { changeQuote } from './quote'
import { remindQuotes } from './remind-quotes'
import { linkQuote } from './send-quote'

const clock = virtualClock(new Date('2026-03-02T09:00:00Z'))
let ctx: Ctx
let customerId: string
let productId: string
beforeAll(async () => {
  ctx = (await makeOrganisation({ clock })).ctx
  ;({ customerId } = await makeCustomer(ctx))
  ;({ productId } = await makeProduct(ctx, { stock: 500 }))
})

const { wish, draft, quote } = quoting(() => ({ ctx, customerId, productId }))
const until = () => addDays(ctx.today, 14)
const day = (days: number): Ctx =>
  mintCtx({ ...ctx, clock: virtualClock(new Date(ctx.now.getTime() + days * 86_400_000)) })

describe('reminders of open quotes', () => {
  const reminded = (id: string) =>
    rowsIn(() => ctx)(
      sql`SELECT 1 FROM mail WHERE organisation_id = ${ctx.organisationId} AND object_id = ${id} AND effect_key LIKE 'quote-reminder/%'`,
    ).then((rows) => rows.length)

  it('are sent once for each version, on the days that the organisation has set, and end with the answer', async () => {
    const open = await draft({ validUntil: until() })
    const answered = await draft({ validUntil: until() })
    for (const id of [open, answered]) await linkQuote(ctx, { id })
    expect(await remindQuotes(day(13))).toEqual({ reminded: 0 })
    await changeOrganisation(ctx, { quoteReminderBeforeDays: 3 })
    await acceptQuote(ctx, { id: answered, name: 'Ada Buyer' })
    await remindQuotes(day(10))
    expect(await reminded(open)).toBe(0)
    await remindQuotes(day(11))
    await remindQuotes(day(12))
    expect([await reminded(open), await reminded(answered)]).toEqual([1, 0])
    expect((await quote(open)).remindedOn).toBe(addDays(ctx.today, 11))
    await changeQuote(ctx, { id: open, ...wish({ validUntil: addDays(ctx.today, 30) }) })
    await linkQuote(ctx, { id: open })
    await changeOrganisation(ctx, { quoteReminderBeforeDays: null, quoteReminderAfterDays: 5 })
    await remindQuotes(day(4))
    expect(await reminded(open)).toBe(1)
    await remindQuotes(day(5))
    expect(await reminded(open)).toBe(2)
  })
})
