import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import type { Statement } from '@/server/platform/database/sql'

/** Reads rows by any statement, in the organisation that a test founds before its first read. */
export const rowsIn =
  (ctxOf: () => Ctx) =>
  async (statement: Statement<Record<string, unknown>>): Promise<Record<string, unknown>[]> =>
    (await read(ctxOf(), statement))[0]
