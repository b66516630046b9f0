import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { expectRows, insert, json, type Statement, sql } from '@/server/platform/database/sql'
import type { PickTask, Take } from '../rules/picking'

/** Gives takes to the floor as open tasks. */
export function makeTasks(ctx: Ctx, orderId: string, takes: readonly Take[]): Statement<never> {
  return insert(
    ctx,
    'pickTask',
    takes.map((take) => ({ ...take, id: newId(ctx.now), orderId, picked: 0, state: 'OPEN', releasedAt: ctx.now })),
  )
}

/** Tasks for goods of another lot than was asked for, which are taken at once; they know under which key. */
export function makePicked(ctx: Ctx, tasks: readonly PickTask[], key: string | null = null): Statement<never>[] {
  if (tasks.length === 0) return []
  const ended = { releasedAt: ctx.now, endedAt: ctx.now, endedBy: ctx.actor.id, told: key ? [key] : [] }
  return [
    insert(
      ctx,
      'pickTask',
      tasks.map((task) => ({ ...task, ...ended })),
    ),
  ]
}

/** How many keys a task remembers: a device counts anew what it has told before the oldest of them. */
const keysKept = 30

/** Writes what became of tasks, all in one write, and under which key it was told; the order's lock protects them. */
export function writeTasks(ctx: Ctx, tasks: readonly PickTask[], key: string | null = null): Statement<never>[] {
  if (tasks.length === 0) return []
  const rows = tasks.map(({ id, lot, quantity, picked, state, cause, missing, found }) => ({
    missing,
    found,
    id,
    lot,
    quantity,
    picked,
    state,
    cause,
    endedAt: state === 'OPEN' ? null : ctx.now,
  }))
  return [
    expectRows(
      tasks.length,
      sql`UPDATE pick_task t SET lot = x.lot, quantity = x.quantity, picked = x.picked, state = x.state, cause = x.cause, missing = x.missing, found = x.found,
        ended_at = x."endedAt", ended_by = CASE WHEN x."endedAt" IS NULL THEN NULL ELSE ${ctx.actor.id}::uuid END,
        told = CASE WHEN ${key}::text IS NULL THEN t.told ELSE (t.told || ${key}::text)[greatest(1, cardinality(t.told) + 2 - ${keysKept}::int):] END
      FROM jsonb_to_recordset(${json(rows)}) AS x(id uuid, lot text, quantity int, picked int, state text, cause text, missing int, found int, "endedAt" timestamptz)
      WHERE t.organisation_id = ${ctx.organisationId} AND t.id = x.id`,
    ),
  ]
}

/** Writes how much of a short task was found after all; that it was short stays. */
export function noteFound(ctx: Ctx, task: PickTask, found: number): Statement<never> {
  return expectRows(
    1,
    sql`UPDATE pick_task SET found = ${found} WHERE organisation_id = ${ctx.organisationId} AND id = ${task.id} AND found = ${task.found}`,
  )
}

/** What was taken back is taken back once: its tasks no longer know the pick. */
export function forgetKey(ctx: Ctx, taskIds: readonly string[], key: string): Statement<never> {
  return expectRows(
    taskIds.length,
    sql`UPDATE pick_task SET told = array_remove(told, ${key}::text) WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${taskIds}::uuid[])`,
  )
}

/** Says of a task under which key something was told that changed another one. */
export function noteKey(ctx: Ctx, taskId: string, key: string): Statement<never> {
  return expectRows(
    1,
    sql`UPDATE pick_task SET told = (told || ${key}::text)[greatest(1, cardinality(told) + 2 - ${keysKept}::int):] WHERE organisation_id = ${ctx.organisationId} AND id = ${taskId}`,
  )
}
