import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { permissionsOf, type Role } from '@/server/platform/context/permissions'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type ImportHead, nextGroups, nextRows, togetherOf } from '../queries/rows'
import { groupField, type KindName } from '../rules/fields'
import { atOnce, lookAt } from './look-at'
import { moverOf } from './movers'
import { takeBackRows } from './take-back'
import { writeRows } from './write-rows'

/** The context of who asked for the import, so that what it writes is told as theirs. */
async function ctxOfAsker(ctx: Ctx, askedBy: string | null): Promise<Ctx> {
  if (!askedBy) return ctx
  const [[member]] = await read(
    ctx,
    sql<{
      roles: Role[]
    }>`SELECT roles FROM membership WHERE organisation_id = ${ctx.organisationId} AND user_id = ${askedBy}::uuid AND disabled_at IS NULL`,
  )
  return mintCtx({
    organisation: ctx.organisation,
    actor: { kind: 'PERSON', id: askedBy },
    roles: member?.roles ?? [],
    permissions: permissionsOf(member?.roles ?? []),
    clock: { now: () => ctx.now },
    gateways: ctx.gateways,
  })
}

/** Lets tables that have grown be counted, without which the planner reads all of them for each row. */
const counted = sql`SELECT count_grown_tables()`

/** Goes on with an import until nothing is left to do: a few hundred rows at once, each of them in one transaction. */
export async function goOn(ctx: Ctx, importId: string): Promise<void> {
  for (;;) {
    const [[head]] = await read(
      ctx,
      sql<ImportHead>`SELECT * FROM import_file WHERE organisation_id = ${ctx.organisationId} AND id = ${importId}::uuid`,
    )
    if (!head?.kind || !['CHECKING', 'RUNNING', 'UNDOING'].includes(head.state)) return
    await read(ctx, counted)
    await step(await ctxOfAsker(ctx, head.askedBy), head)
  }
}

/** Goes on with every import that was interrupted. */
export async function goOnAll(ctx: Ctx): Promise<void> {
  const [open] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM import_file WHERE organisation_id = ${ctx.organisationId} AND state IN ('CHECKING', 'RUNNING', 'UNDOING') ORDER BY created_at`,
  )
  for (const { id } of open) await goOn(ctx, id)
}

async function step(ctx: Ctx, head: ImportHead): Promise<void> {
  if (head.state === 'UNDOING') return takeBackRows(ctx, head.id)
  const mover = moverOf(head.kind as KindName)
  if (head.state === 'CHECKING') return lookAt(ctx, head.id, mover)
  // Several rows that are one record are written by a verb with locks of its own, so one record at a time.
  const grouped = groupField(head.kind as KindName) !== undefined
  const [rows] = await read(
    ctx,
    grouped ? nextGroups(ctx, head.id, head.reached, 1) : nextRows(ctx, head.id, head.reached, atOnce),
  )
  const turns = togetherOf(rows).map(({ turn }) => turn)
  return writeRows(ctx, head, mover, turns)
}
