import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { makeTrial } from '@/prisma/seed/trial'
import { confirm } from '@/server/order/mutations/confirm'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { passesUntil } from '../rules'
import { goOn } from './go-on'
import { letPass } from './let-pass'

const hour = 3_600_000
let trial: Awaited<ReturnType<typeof makeTrial>>
beforeEach(async () => {
  trial = await makeTrial()
})

describe('a day that passes in sample trade', () => {
  it('is asked for once, moves the clock by a day, and says what happened', async () => {
    const ctx = await trial.present()
    const { today } = ctx
    expect(await refused(letPass(ctx, { kind: 'DAY', today: addDays(today, -1) }))).toBe('TIME_HAS_PASSED')
    const { passageId } = await letPass(ctx, { kind: 'DAY', today, floorWorks: false })
    expect(await refused(letPass(ctx, { kind: 'DAY', today }))).toBe('TIME_PASSES')
    const still = { ...ctx, organisation: { ...ctx.organisation, standsStill: true } }
    expect(await refused(letPass(still, { kind: 'DAY', today }))).toBe('STANDS_STILL')
    const until = passesUntil('DAY', trial.organisation.timeZone, ctx.now)
    const asked = { id: passageId, kind: 'DAY', floorWorks: false, fromAt: ctx.now, untilAt: until }
    expect(await trial.latest()).toMatchObject({ ...asked, state: 'ASKED', reachedAt: ctx.now })
    expect(await payloadsOf(ctx, 'trial/passage.asked', passageId)).toEqual([{ kind: 'DAY' }])
    const reached = new Set<number>()
    let over = false
    const passing = goOn(ctx).finally(() => {
      over = true
    })
    while (!over) {
      reached.add(Number((await trial.latest())?.reachedAt))
      await sleep(5)
    }
    await passing
    // On the way pages show how far it has come.
    expect([...reached].filter((at) => at > Number(ctx.now) && at < Number(until))).not.toEqual([])
    const after = await trial.present()
    expect([after.today, after.organisation.sample]).toEqual([addDays(today, 1), 'GROWN'])
    const ended = await trial.latest()
    expect(ended).toMatchObject({ ...asked, state: 'ENDED', reachedAt: until, happened: [] })
    await goOn(after)
    expect((await trial.present()).today).toBe(after.today)
    expect(await trial.latest()).toEqual(ended)
    // What happens from then on happens on the new day, and the next day may pass.
    await letPass(after, { kind: 'DAY', today: after.today })
  })

  it('never sets the clock back when the present has overtaken what was asked for', async () => {
    const early = await trial.present()
    const { customerId } = await makeCustomer(early)
    const { productId } = await makeProduct(early, { stock: 1 })
    const { orderId } = await confirm(early, { customerId, lines: [{ productId, quantity: 1 }] })
    const ctx = await trial.present()
    const ago = (hours: number) => new Date(ctx.now.getTime() - hours * hour)
    await trial.begun({ state: 'ASKED', fromAt: ago(30), reachedAt: ago(30), untilAt: ago(6) })
    await goOn(ctx)
    const ended = await trial.latest()
    expect(ended?.untilAt.getTime()).toBeGreaterThanOrEqual(ctx.now.getTime())
    // The last minute of it counts.
    expect(ended?.happened?.map(({ event, objects }) => [event, objects[0]?.id])).toContainEqual([
      'order/order.confirmed',
      orderId,
    ])
    expect((await trial.present()).now.getTime()).toBeGreaterThanOrEqual(ctx.now.getTime())
  })

  it.each([
    ['NONE', 'NOT_ON_TRIAL', 'REFUSED'],
    ['ASKED', 'SAMPLE_GROWS', 'CONFLICT'],
    ['GROWING', 'SAMPLE_GROWS', 'CONFLICT'],
    ['PASSING', 'TIME_PASSES', 'CONFLICT'],
  ])('is refused while the sample trade is %s: %s', async (sample, code, kind) => {
    await trial.say(sample)
    const ctx = await trial.present()
    await expect(letPass(ctx, { kind: 'DAY', today: ctx.today })).rejects.toMatchObject({ code, kind })
    expect(await trial.latest()).toBeUndefined()
  })
})

describe('a past that is there already', () => {
  it('is only ended, without a second growth, a summary or another time', async () => {
    const ctx = await trial.present()
    await goOn(ctx)
    expect(await trial.latest()).toBeUndefined()
    await trial.begun({ kind: 'PAST', fromAt: new Date(ctx.now.getTime() - 91 * 24 * hour) })
    await goOn(ctx)
    expect(await trial.latest()).toMatchObject({ kind: 'PAST', state: 'ENDED', happened: null })
    const [[count]] = await read(ctx, sql<{ n: number }>`SELECT count(*)::int AS n FROM customer`)
    expect(count).toEqual({ n: 0 })
    expect((await trial.present()).now.getTime() - ctx.now.getTime()).toBeLessThan(hour)
  })
})
