import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { withOrganisation } from '@/server/platform/database/tenancy'
import { jobPorts } from '@/server/platform/jobs/ports'
import { virtualClock } from '@/server/platform/time/clock'
import { found, foundOnTrial } from './mutations'
import { discountReasons, firstCarriers, nextSlug, reminderSteps, sampleBegins, slugOf } from './rules'

const owner = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 })
const serving = new pg.Pool({ connectionString: process.env.APP_DATABASE_URL, max: 1 })
afterAll(() => Promise.all([owner.end(), serving.end()]))

const until = async (condition: () => Promise<boolean>) => {
  for (let tries = 0; tries < 200; tries++) {
    if (await condition()) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('waited in vain')
}

/** The ports of this process: other tests found organisations in the same database at the same time. */
const ownPorts = () =>
  (process as unknown as { _getActiveHandles(): { localPort?: number }[] })
    ._getActiveHandles()
    .flatMap(({ localPort }) => (localPort ? [localPort] : []))

describe('the name in the URL', () => {
  it.each([
    ['Café Müller & Co.', 'cafe-muller-co'],
    ['  Straßenbau  ', 'strassenbau'],
    ['Sign in', 'sign-in-1'],
    ['settings', 'settings-1'],
    ['株式会社', 'business'],
    ['X', 'x-1'],
    ['-'.repeat(50), 'business'],
    ['a'.repeat(60), 'a'.repeat(40)],
  ])('%s → %s', (name, slug) => expect(slugOf(name)).toBe(slug))

  it('proposes another name when the first is taken', () => {
    expect([0, 1, 8, 9].map((attempt) => nextSlug('acme', attempt, 'f00'))).toEqual([
      'acme',
      'acme-2',
      'acme-9',
      'acme-f00',
    ])
  })
})

describe('founding', () => {
  it('fills everything that the first order needs', async () => {
    const { ctx } = await makeOrganisation({ country: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin', sample: true })
    const week = { locale: 'de-DE', workingWeekdays: [1, 2, 3, 4, 5] }
    expect(ctx.organisation).toMatchObject({ sample: 'GROWING', standsStill: false, ...week })
    await withOrganisation(ctx, async (db) => {
      expect(await db.membership.findMany()).toMatchObject([{ roles: ['owner'], userId: ctx.actor.id }])
      expect(await db.taxCategory.count({ where: { isDefault: true } })).toBe(1)
      expect(await db.paymentTerms.count({ where: { isDefault: true } })).toBe(1)
      const services = await db.carrierService.findMany()
      expect(services.map(({ name, isDefault }) => [name, isDefault]).sort()).toEqual(
        firstCarriers.map(({ service }, nth) => [service.name, nth === 0]).sort(),
      )
      expect(await db.warehouse.findMany()).toMatchObject([{ code: 'MAIN', isDefault: true }])
      expect(await db.bin.count()).toBe(1)
      expect(await db.bankAccount.findMany()).toMatchObject([{ currency: 'EUR', isDefault: true }])
      expect((await db.discountReason.findMany()).map(({ name }) => name).sort()).toEqual([...discountReasons].sort())
      const steps = await db.reminderStep.findMany({ orderBy: { position: 'asc' } })
      expect(steps.map(({ position, code }) => [position, code])).toEqual(
        reminderSteps.map(({ code }, nth) => [nth + 1, code]),
      )
      expect(await db.account.count()).toBe(14)
      expect(await db.numberSeries.findMany({ where: { gapless: true } })).toHaveLength(2)
      expect(await db.creditPolicy.findMany()).toMatchObject([{ version: 1, starterLimitMinor: 100_000n }])
      expect(await db.reminderPolicy.findMany()).toMatchObject([{ enabled: false }])
      expect(await db.reminderStep.count()).toBe(4)
      expect(await db.event.findMany()).toMatchObject([
        { name: 'platform/organisation.founded', actorId: ctx.actor.id },
      ])
      expect(await db.outbox.count()).toBe(1)
    })
  })

  it('can found an organisation in the past', async () => {
    const { ctx } = await makeOrganisation({ clock: virtualClock(new Date('2025-10-01T09:00:00Z')) })
    expect(ctx.today).toBe('2025-10-01')
    const rows = await withOrganisation(ctx, (db) => db.organisation.findMany())
    expect(rows.map((row) => row.createdAt.toISOString())).toEqual(['2025-10-01T09:00:00.000Z'])
  })

  it('asks for a past that begins a quarter ago when there is to be sample trade, and for none otherwise', async () => {
    const { owner: founder } = await makeOrganisation()
    const facts = { name: 'Trial', country: 'JP', currency: 'JPY', timeZone: 'Asia/Tokyo' }
    const passages = async (sample: boolean) => {
      const { id, ...organisation } = await foundOnTrial(founder, { ...facts, sample })
      const kept = await withOrganisation(await jobPorts.mintCtx(id), (db) => db.passage.findMany())
      return { sample: organisation.sample, passages: kept }
    }
    const began = new Date()
    expect(await passages(false)).toEqual({ sample: 'NONE', passages: [] })
    const asked = await passages(true)
    const fromAt = sampleBegins('Asia/Tokyo', began)
    expect(asked).toMatchObject({
      sample: 'ASKED',
      passages: [
        { kind: 'PAST', state: 'ASKED', floorWorks: true, askedBy: founder.userId, fromAt, reachedAt: fromAt },
      ],
    })
    expect(asked.passages[0]?.untilAt.getTime()).toBeGreaterThanOrEqual(began.getTime())
  })

  it('gives organisations of the same name different slugs', async () => {
    const { owner: founder } = await makeOrganisation()
    const name = `Same Name ${founder.email}`
    const facts = { name, country: 'FR', currency: 'EUR', timeZone: 'Europe/Paris' }
    const founded = await Promise.all(Array.from({ length: 4 }, () => found(founder, facts)))
    const first = slugOf(name)
    const slugs = founded.map((organisation) => organisation.slug)
    expect(slugs.toSorted()).toEqual([first, `${first}-2`, `${first}-3`, `${first}-4`])
  })

  it.each([
    [{ country: 'XX' }, 'country'],
    [{ currency: 'ABC' }, 'currency'],
    [{ timeZone: 'Mars/Base' }, 'timeZone'],
    [{ name: '  ' }, 'name'],
  ])('refuses %j', async (wrong, field) => {
    const right = { name: 'Right', country: 'IE', currency: 'EUR', timeZone: 'Europe/Dublin' }
    const nobody = { userId: '0190a000-0000-7000-8000-000000000000', email: 'a@b.test', name: 'A' }
    await expect(found(nobody, { ...right, ...wrong })).rejects.toThrow(field)
  })

  it('leaves nothing behind when it is cut off in the middle', async () => {
    const { owner: founder } = await makeOrganisation()
    const name = `Cut off ${founder.email}`
    const lock = await owner.connect()
    await lock.query('BEGIN; LOCK TABLE bank_account IN ACCESS EXCLUSIVE MODE')
    const founding = found(founder, { name, country: 'IE', currency: 'EUR', timeZone: 'Europe/Dublin' }).catch(
      (error: Error) => error,
    )
    const waiting = `SELECT l.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE NOT l.granted AND l.relation = 'bank_account'::regclass AND a.datname = current_database() AND a.client_port = ANY($1)`
    await until(async () => (await owner.query(waiting, [ownPorts()])).rowCount === 1)
    await serving.query(`SELECT pg_terminate_backend(pid) FROM (${waiting}) w`, [ownPorts()])
    expect(await founding).toBeInstanceOf(Error)
    await lock.query('COMMIT')
    lock.release()
    const { rows } = await owner.query('SELECT count(*)::int AS n FROM organisation WHERE name = $1', [name])
    expect(rows).toEqual([{ n: 0 }])
  })
})
