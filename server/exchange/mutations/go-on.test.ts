import { expect, it } from 'vitest'
import { lookedAt } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { importRecord } from '../queries/imports'
import { goOn } from './go-on'
import { start } from './import'

it('the background process goes on in the name of who asked, also when they have left since, and with nothing else', async () => {
  const made = await makeOrganisation()
  const { ctx } = made
  const process: Ctx = { ...ctx, actor: { kind: 'SYSTEM', id: null } }
  const asker = made.ctxOf('owner')
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      sql`INSERT INTO membership (organisation_id, user_id, name, email, roles, joined_at)
        VALUES (${ctx.organisationId}, ${asker.actor.id}, 'Ada', 'ada@example.test', '{owner}', ${ctx.now})`,
    ),
  )
  const makers = async () =>
    (
      await read(
        ctx,
        sql<{
          actorId: string | null
        }>`SELECT actor_id FROM event WHERE organisation_id = ${ctx.organisationId} AND name = 'catalog/product.created' ORDER BY id`,
      )
    )[0].map(({ actorId }) => actorId)
  const moves = async (by: Ctx, sku: string) => {
    const { id } = await lookedAt(by, `SKU,Name,Price\n${sku},Named,1\n`, 'PRODUCTS')
    await start(by, { id, skipsWrong: false })
    return id
  }
  const [first, second] = [await moves(asker, 'A-1'), await moves(ctx, 'A-2')]
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      sql`UPDATE membership SET disabled_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND user_id = ${asker.actor.id}`,
    ),
  )
  for (const id of [first, second, newId(ctx.now)]) await goOn(process, id)
  expect(await makers()).toEqual([asker.actor.id, ctx.actor.id])
  for (const id of [first, second])
    expect(await importRecord(ctx, id)).toMatchObject({ state: 'DONE', counts: { NEW: 1 } })
})
