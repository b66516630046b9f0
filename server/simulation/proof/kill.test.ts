import { expect, onTestFinished, test } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { foundOnTrial } from '@/server/founding/mutations'
import type { Organisation } from '@/server/platform/context/ctx'
import { closeConnections } from '@/server/platform/database/db'
import { closeNotifier } from '@/server/platform/database/notify'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { jobPorts } from '@/server/platform/jobs/ports'
import { type Victim, victim } from '@/server/platform/jobs/proof/killing'
import { ownDatabase } from '@/server/platform/jobs/proof/own-database'
import { addDays } from '@/server/platform/time/calendar'
import { letPass } from '@/server/trial/mutations/let-pass'
import { readTrial } from '@/server/trial/queries'
import { checkOrganisation } from '../check/check'

const present = ({ id }: Organisation) => jobPorts.mintCtx(id)
const viewOf = async (organisation: Organisation) => readTrial(await present(organisation))
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const patience = { timeout: 240_000, interval: 250 }

/**
 * Kills the background process each time when the passage has come further, until all shares are reached or the passage
 * has ended.
 */
async function killOnTheWay(killed: Victim, organisation: Organisation, shares: readonly number[]): Promise<number> {
  let kills = 0
  for (const share of shares) {
    const reached = async () => (await viewOf(organisation))?.running?.percent ?? 101
    await expect.poll(reached, patience).toBeGreaterThanOrEqual(share)
    if ((await reached()) > 100) return kills
    await pause(Math.random() * 300)
    await killed.killAndStart()
    kills++
  }
  return kills
}

test('a past that grows and a week that passes end complete although the process is killed on the way', async () => {
  const database = await ownDatabase('passage', { migrated: true })
  process.env.APP_DATABASE_URL = database.appUrl
  const killed = await victim('server/simulation/proof/killable-worker', database.url)
  onTestFinished(async () => {
    killed.end()
    await closeNotifier()
    await closeConnections()
    await database.drop()
  })
  const { owner } = await makeOrganisation()
  const facts = { name: 'Probe', country: 'US', currency: 'USD', timeZone: 'America/Los_Angeles', sample: true }
  const organisation = await foundOnTrial(owner, facts)
  // Three weeks of the past are as good to be killed in as thirteen.
  await read(
    await present(organisation),
    sql`UPDATE passage SET from_at = from_at + interval '70 days', reached_at = reached_at + interval '70 days' WHERE organisation_id = ${organisation.id}`,
  )
  await killed.start()
  expect(await killOnTheWay(killed, organisation, [0, 20, 70])).toBeGreaterThan(0)
  await expect.poll(async () => (await viewOf(organisation))?.state, patience).toBe('STANDING')
  const grown = await present(organisation)
  expect(await checkOrganisation(grown)).toEqual([])
  const [[counts]] = await read(
    grown,
    sql<
      Record<string, number>
    >`SELECT (SELECT count(*)::int FROM sales_order WHERE organisation_id = ${organisation.id}) AS orders,
      (SELECT count(*)::int FROM product WHERE organisation_id = ${organisation.id} AND NOT free_text) AS products,
      (SELECT count(*)::int FROM event WHERE organisation_id = ${organisation.id} AND payload->>'reference' = 'Opening stock') AS openings`,
  )
  // What is sold by weight and by length, in crates, and what is kept by lot, has goods in of its own.
  expect(counts).toMatchObject({ products: 89, openings: 5 })
  expect(counts?.orders).toBeGreaterThan(25)

  await letPass(grown, { kind: 'WEEK', today: grown.today })
  await killOnTheWay(killed, organisation, [1, 50])
  await expect.poll(async () => (await viewOf(organisation))?.state, patience).toBe('STANDING')
  const later = await present(organisation)
  expect(later.today).toBe(addDays(grown.today, 7))
  expect(await checkOrganisation(later)).toEqual([])
  expect((await viewOf(organisation))?.last?.happened.length).toBeGreaterThan(3)
}, 600_000)
