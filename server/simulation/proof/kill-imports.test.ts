import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { columnsOf } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { goOnAll } from '@/server/exchange/mutations/go-on'
import { choose, start, undo } from '@/server/exchange/mutations/import'
import { takeFile } from '@/server/exchange/mutations/take-file'
import { importRecord } from '@/server/exchange/queries/imports'
import { read } from '@/server/platform/database/run'
import { json, sql } from '@/server/platform/database/sql'
import { type Victim, victim } from '@/server/platform/jobs/proof/killing'
import { checkOrganisation } from '../check/check'

const rows = 2000
let killed: Victim | null = null
afterAll(() => killed?.end())

it('an import whose process is killed again and again goes on, writes nothing twice, and is taken back whole', async () => {
  const { ctx, organisation, owner } = await makeOrganisation()
  const lines = Array.from({ length: rows }, (_, nth) => `Kill ${nth},k${nth}@example.test`)
  const { id } = await takeFile(ctx, { fileName: 'k.csv', bytes: Buffer.from(`Name,E-mail\n${lines.join('\n')}\n`) })
  process.env.PROOF_IMPORT = json({ organisation, userId: owner.userId, importId: id })
  killed = await victim('server/simulation/proof/killable-imports', process.env.DATABASE_URL as string)
  const state = async () => {
    const [[row]] = await read(
      ctx,
      sql<{ state: string; done: number; customers: number; events: number; numbers: number }>`SELECT state, done,
        (SELECT count(*)::int FROM customer WHERE organisation_id = ${ctx.organisationId}) AS customers,
        (SELECT count(*)::int FROM event WHERE organisation_id = ${ctx.organisationId} AND name = 'customer/customer.created') AS events,
        (SELECT count(DISTINCT number)::int FROM customer WHERE organisation_id = ${ctx.organisationId}) AS numbers
        FROM import_file WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
    )
    return row as { state: string; done: number; customers: number; events: number; numbers: number }
  }
  const progress = async () => {
    const { state: at, done } = await importRecord(ctx, id)
    return { at, done }
  }
  /** Kills the process in the middle of its work, if it is not faster; answers where it stood. */
  const killAt = async (done: number, working: string) => {
    let seen = await progress()
    while (seen.at === working && seen.done < done) {
      await pause(5)
      seen = await progress()
    }
    await killed?.killAndStart()
    return seen.at
  }
  await choose(ctx, { id, kind: 'CUSTOMERS', columns: columnsOf((await importRecord(ctx, id)).mapping) })
  await goOnAll(ctx)
  await start(ctx, { id, skipsWrong: true })
  await killed.start()
  expect(await killAt(500, 'RUNNING')).toBe('RUNNING')
  const { customers } = await state()
  expect(customers % 500).toBe(0)
  await killAt(1500, 'RUNNING')
  killed.end()
  await goOnAll(ctx)
  const whole = { customers: rows, events: rows, numbers: rows, done: rows, state: 'DONE' }
  expect(await state()).toEqual(whole)
  expect(await checkOrganisation(ctx)).toEqual([])
  await undo(ctx, { id })
  await goOnAll(ctx)
  expect(await state()).toMatchObject({ customers: 0, state: 'UNDONE' })
})
