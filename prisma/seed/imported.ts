import { goOn } from '@/server/exchange/mutations/go-on'
import { choose, start, undo } from '@/server/exchange/mutations/import'
import { takeFile } from '@/server/exchange/mutations/take-file'
import { type ImportRecord, importRecord } from '@/server/exchange/queries/imports'
import type { KindName } from '@/server/exchange/rules/fields'
import type { ChooseInput } from '@/server/exchange/schema'
import type { Ctx } from '@/server/platform/context/ctx'

export const columnsOf = (mapping: Record<string, number>): ChooseInput['columns'] =>
  Object.entries(mapping).map(([field, column]) => ({ field, column }))

/** Sends a file and looks at its rows; of the kind that is recognised when none is named. */
export async function lookedAt(
  ctx: Ctx,
  file: string | Buffer,
  kind?: KindName,
  more: object = {},
): Promise<ImportRecord> {
  const { id } = await takeFile(ctx, { fileName: 'list.csv', bytes: Buffer.from(file) })
  const read = await importRecord(ctx, id)
  await choose(ctx, { id, kind: kind ?? (read.kind as KindName), columns: columnsOf(read.mapping), ...more })
  await goOn(ctx, id)
  return importRecord(ctx, id)
}

/** Sends a file, looks at it and writes what is right. */
export async function movedIn(ctx: Ctx, file: string | Buffer, kind?: KindName): Promise<ImportRecord> {
  const { id } = await lookedAt(ctx, file, kind)
  await start(ctx, { id, skipsWrong: true })
  await goOn(ctx, id)
  return importRecord(ctx, id)
}

/** Takes an import back. */
export async function takenBack(ctx: Ctx, id: string): Promise<ImportRecord> {
  await undo(ctx, { id })
  await goOn(ctx, id)
  return importRecord(ctx, id)
}
