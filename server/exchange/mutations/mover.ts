import type { Ctx } from '@/server/platform/context/ctx'
import type { NumbersTaken } from '@/server/platform/database/numbers'
import type { Reader, Tx } from '@/server/platform/database/run'
import type { Statement } from '@/server/platform/database/sql'
import type { Made } from '../queries/rows'
import type { Decided, Pass, SaidRow } from '../rules/decided'

/** The id and state of a record that was written. */
export interface Version {
  id: string
  version: string
}

/** What is to be written of rows that are taken. */
export interface Writing {
  statements: Statement[]
  /** The record of each row, by its place. */
  ids: Map<number, string>
  /** Reads the state of the records behind the writes, of kinds of which any change is use. */
  versions?: Statement<Version>
  /** What is made beside the records of the rows, and goes with them when nothing else uses it. */
  made?: readonly Made[]
}

/** A row that was written, for taking it back. */
export interface WrittenRow {
  place: number
  outcome: 'NEW' | 'CHANGED'
  recordId: string
  before: unknown
  /** The state after it was written. */
  version: string
}

export interface TakingBack {
  statements: Statement[]
  /** Why a row stays, by its place. */
  kept: Map<number, string>
}

/** How one kind of record is moved in. Every function runs inside the transaction of a few hundred rows. */
export interface Mover<Write = unknown> {
  decide(ctx: Ctx, reader: Reader, rows: readonly SaidRow[], pass: Pass): Promise<Decided<Write>[]>
  /** The series from which records get numbers, and how many of these rows may need one. */
  series?: readonly { name: readonly [series: string, prefix: string]; needs(rows: readonly SaidRow[]): number }[]
  write(
    ctx: Ctx,
    reader: Reader,
    rows: readonly (Decided<Write> & { write: Write })[],
    /** The numbers of each series; asking for them says that they are used. */
    numbers: readonly NumbersTaken[],
    tx: Tx,
  ): Promise<Writing>
  takeBack(ctx: Ctx, reader: Reader, rows: readonly WrittenRow[], tx: Tx): Promise<TakingBack>
}
