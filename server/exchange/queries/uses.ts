import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'

interface Reference {
  table: string
  column: string
}

/**
 * Which tables refer to records of a table, by record: asked of the database's own catalogue, so that a table made tomorrow counts as well.
 * Those that belong to the record itself are named in `parts`: a table, or one column of it.
 */
export async function usesOf(
  ctx: Ctx,
  reader: Reader,
  table: string,
  ids: readonly string[],
  parts: readonly string[],
): Promise<Map<string, string>> {
  const [references] = await reader(
    sql<Reference>`SELECT k.conrelid::regclass::text AS "table", a.attname AS "column" FROM pg_constraint k
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[2]
      WHERE k.contype = 'f' AND k.confrelid = ${table}::regclass AND array_length(k.conkey, 1) = 2
        AND NOT (SELECT relispartition FROM pg_class WHERE oid = k.conrelid) ORDER BY 1, 2`,
  )
  const asked = references.filter((one) => !parts.includes(one.table) && !parts.includes(`${one.table}.${one.column}`))
  if (asked.length === 0) return new Map()
  const text = asked
    .map(
      (one) =>
        `SELECT DISTINCT "${one.column}" AS id, '${one.table}' AS used FROM ${one.table} WHERE organisation_id = $1 AND "${one.column}" = ANY($2::uuid[])`,
    )
    .join(' UNION ALL ')
  const [rows] = await reader({ text, values: [ctx.organisationId, ids] } as ReturnType<
    typeof sql<{ id: string; used: string }>
  >)
  return new Map(rows.map((row) => [row.id, row.used]))
}
