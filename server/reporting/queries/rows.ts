import { sql } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, type Statement, snakeCase, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, type Key, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import { addDays } from '@/server/platform/time/calendar'
import { type ColumnKind, columnsOf, defaultSort } from '../rules/columns'
import { type Period, periodOf } from '../rules/period'
import { type Population, type RowsInput, rowsInput } from '../schema'
import {
  accountRows,
  agedRows,
  monthRows,
  receivableRows,
  salesRows,
  settledRows,
  unappliedRows,
  unsettledRows,
} from './populations-money'
import {
  arrivedRows,
  deliveredRows,
  dueRows,
  lineRows,
  pickedRows,
  type Rows,
  unpromisedRows,
} from './populations-orders'
import { soldRows } from './sold'

/** The rows of every population; the figures are computed over the same pieces of SQL. */
export const populationRows: Readonly<Record<Population, (ctx: Ctx, period: Period) => Rows>> = {
  delivered: deliveredRows,
  settled: settledRows,
  unsettled: (ctx, { to }) => unsettledRows(ctx, to),
  due: dueRows,
  unpromised: unpromisedRows,
  arrived: arrivedRows,
  lines: lineRows,
  picked: pickedRows,
  receivables: (ctx, { to }) => receivableRows(ctx, to),
  opening: (ctx, { from }) => receivableRows(ctx, addDays(from, -1)),
  sales: salesRows,
  months: monthRows,
  open: (ctx, { to }) => agedRows(ctx, to),
  unapplied: unappliedRows,
  accounts: accountRows,
  sold: soldRows,
}

/** A composed piece of SQL as a statement. */
export function statement<Row>(piece: Rows): Statement<Row> {
  return query({ compile: () => piece.compile(tables) as never })
}

export type PopulationRow = { id: string; recordId: string | null } & Record<string, unknown>

type Sortable = Exclude<Key['type'], 'uuid'>

const types: Record<ColumnKind, Sortable> = {
  text: 'text',
  outcome: 'text',
  day: 'date',
  instant: 'timestamptz',
  money: 'bigint',
  hours: 'float8',
  days: 'int',
  quantity: 'float8',
  flag: 'boolean',
}

/** The value that stands for null, so that a cursor can point behind such a row. */
const least: Record<Sortable, string> = {
  text: '',
  date: '0001-01-01',
  timestamptz: '0001-01-01T00:00:00.000Z',
  bigint: '-1',
  float8: '-1',
  int: '-1',
  boolean: 'false',
}

/** The column to sort by. A column by which the list cannot be sorted is ignored. */
function sortOf(population: Population, asked: string | undefined) {
  const sortable = (text: string) =>
    columnsOf[population].find((column) => column.sort && column.key === text.replace(/^-/, ''))
  const wanted = asked && sortable(asked) ? asked : defaultSort[population]
  const column = sortable(wanted)
  if (!column) throw new Error(`the rows of ${population} cannot be sorted by ${wanted}`)
  const type = types[column.kind]
  const sqlType = sql.raw(type)
  const own = sql.ref(`p.${snakeCase(column.key)}`)
  const value = column.always ? own : sql`coalesce(${own}::${sqlType}, ${sql.lit(least[type])}::${sqlType})`
  const key: Key = { value, type, id: 'p.id', descending: wanted.startsWith('-') }
  const placeIn = (row: PopulationRow) => {
    const own = row[column.key]
    return own === null || own === undefined ? least[type] : own instanceof Date ? own : String(own)
  }
  return { key, placeIn }
}

/** One page of the rows from which a figure is computed, sorted by one of their columns. */
export async function figureRows(ctx: Ctx, asked: RowsInput): Promise<Page<PopulationRow>> {
  const { population, period, sort, ...page } = rowsInput.parse(asked)
  const rows = populationRows[population](ctx, periodOf(period, ctx.today, ctx.organisation.timeZone))
  const { key, placeIn } = sortOf(population, sort)
  const list = tables.selectFrom(sql<PopulationRow>`(${rows})`.as('p')).selectAll('p')
  const [found] = await read(ctx, query(byKey(list, key, page).$castTo<PopulationRow>()))
  return pageOf(found, page, (row) => cursorOf(placeIn(row), row.id))
}
