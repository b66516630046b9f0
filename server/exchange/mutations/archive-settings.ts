import { refuse } from '@/server/platform/context/errors'
import type { Tx } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type ArchiveRow, factsIn, personHere, settings, standing } from '../rules/carried'
import { type Known, plain, written } from './archive-rows'

/**
 * Refuses with ORGANISATION_IN_USE unless nothing was entered yet. Whoever enters something meanwhile waits for the organisation's own row,
 * and then finds that the settings are others.
 */
export async function checkEmpty(tx: Tx, tables: readonly Known[]): Promise<void> {
  const { ctx } = tx
  const asked = tables
    .filter(({ name }) => !standing.includes(name))
    .map(({ name }) => `EXISTS (SELECT 1 FROM "${name}" WHERE organisation_id = $1)`)
  const [[organisation]] = await tx.run(
    sql<{ sample: string }>`SELECT sample FROM organisation WHERE id = ${ctx.organisationId} FOR UPDATE`,
  )
  const [[used]] = await tx.run(plain(`SELECT 1 WHERE ${asked.join(' OR ')}`, [ctx.organisationId]))
  if (used || organisation?.sample !== 'NONE') refuse('ORGANISATION_IN_USE')
}

/** Lets the settings go with which the organisation was founded. */
export async function clearSettings(tx: Tx): Promise<void> {
  const { ctx } = tx
  await tx.run(
    sql`UPDATE warehouse SET receiving_bin_id = NULL WHERE organisation_id = ${ctx.organisationId} AND receiving_bin_id IS NOT NULL`,
    ...settings.map((table) => plain(`DELETE FROM "${table}" WHERE organisation_id = $1`, [ctx.organisationId])),
  )
}

/**
 * Whom the people of an archive are here. They come as names, so that what they did says who did it: without address, roles or access.
 * Answers the ids under which they are known here.
 */
export async function bringPeople(tx: Tx, known: Known, people: readonly ArchiveRow[]): Promise<Map<string, string>> {
  const { ctx } = tx
  const [[reader]] = await tx.run(
    sql<{
      email: string
    }>`SELECT email FROM membership WHERE organisation_id = ${ctx.organisationId} AND user_id = ${ctx.actor.id}::uuid`,
  )
  const who = { id: String(ctx.actor.id), email: reader?.email ?? '' }
  const ids = new Map(people.map((row) => [String(row.user_id), personHere(row, ctx.organisationId, who)]))
  const others = people.flatMap((row) => {
    const id = ids.get(String(row.user_id))
    const otherwise = { user_id: id, email: '', roles: [], disabled_at: row.disabled_at ?? ctx.now }
    return id === who.id ? [] : [{ line: JSON.stringify(row), row, otherwise }]
  })
  if (others.length > 0) await tx.run(written(ctx, known, others))
  return ids
}

/** Takes over what the organisation of the archive says of itself, and has this one stand still. Refuses with ARCHIVE_UNREADABLE. */
export async function takeFacts(tx: Tx, row: ArchiveRow | undefined): Promise<void> {
  const { ctx } = tx
  const facts = row ? factsIn(row) : {}
  if (!facts) return refuse('ARCHIVE_UNREADABLE')
  const names = Object.keys(facts).map((name) => `"${name}"`)
  if (names.length > 0)
    await tx.run(
      plain(
        `UPDATE organisation o SET (${names}) = ROW (${names.map((name) => `x.${name}`)}) FROM jsonb_populate_record(NULL::organisation, $2::jsonb) AS x WHERE o.id = $1`,
        [ctx.organisationId, JSON.stringify(facts)],
      ),
    )
  await tx.run(sql`UPDATE organisation SET still_since = ${ctx.now} WHERE id = ${ctx.organisationId}`)
}
