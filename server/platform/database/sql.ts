import { createHash } from 'node:crypto'
import {
  CamelCasePlugin,
  type CompiledQuery,
  DummyDriver,
  type Insertable,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { DB } from '@/server/generated/tables'
import type { Ctx } from '../context/ctx'

/** One SQL statement with its values; `Row` is the shape of an answered row, in camelCase. */
export interface Statement<Row = unknown> {
  readonly text: string
  readonly values: readonly unknown[]
  /** Named statements are prepared once per connection. */
  readonly name?: string
  /** Whether the commit wakes the relay. */
  readonly wakes?: boolean
  readonly row?: Row
}

const known = new Map<string, string>()

function nameOf(text: string): string {
  let name = known.get(text)
  if (!name) {
    name = createHash('sha1').update(text).digest('base64url')
    known.set(text, name)
  }
  return name
}

const templates = new WeakMap<TemplateStringsArray, { text: string; name: string }>()

/** A prepared statement from a flat template: every `${…}` becomes a parameter, never a piece of SQL. */
export function sql<Row>(strings: TemplateStringsArray, ...values: unknown[]): Statement<Row> {
  let prepared = templates.get(strings)
  if (!prepared) {
    const text = strings.reduce((whole, part, index) => `${whole}$${index}${part}`)
    prepared = { text, name: nameOf(text) }
    templates.set(strings, prepared)
  }
  return { ...prepared, values }
}

/** Builds queries whose filters vary. It knows the tables' types and only compiles; `query` makes a statement of the result. */
export const tables = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
  plugins: [new CamelCasePlugin()],
})

/** A built query as a statement. */
export function query<Row>(builder: { compile(): CompiledQuery<Row> }): Statement<Row> {
  const { sql: text, parameters } = builder.compile()
  return { text, values: parameters }
}

const snakes = new Map<string, string>()

/** camelCase → snake_case, as the columns are mapped. */
export function snakeCase(name: string): string {
  let snake = snakes.get(name)
  if (!snake) {
    snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    snakes.set(name, snake)
  }
  return snake
}

/** Values as JSON for jsonb parameters: bigint as text, which PostgreSQL casts back. */
export function json(value: unknown): string {
  return JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? inner.toString() : inner))
}

/** A list as the value of a JSON column. */
export interface JsonList {
  toJSON(): readonly unknown[]
}

/** A list for a JSON column. A bare list is taken for the value of an array column, and its rows are then not written as parameters. */
export const jsonList = (list: readonly unknown[]): JsonList => ({ toJSON: () => list })

type Table = keyof DB
export type NewRow<T extends Table> = Omit<Insertable<DB[T]>, 'organisationId'>

/**
 * Up to this many rows are written as parameters, with one prepared statement for each count; more rows go as one JSON
 * document.
 */
const rowsAsParameters = 8

const insertions = new Map<string, { text: string; name: string }>()

/**
 * The SQL text of an insertion: with `rows` lines of parameters, or, when `rows` is 0, from one JSON document of any
 * number of rows.
 */
function insertion(table: string, columns: readonly string[], rows: number): { text: string; name: string } {
  const key = `${table}(${columns})${rows}`
  let found = insertions.get(key)
  if (!found) {
    const names = columns.map((column) => `"${snakeCase(column)}"`)
    const into = `"${snakeCase(table)}"`
    const line = (row: number) => `($1, ${columns.map((_column, index) => `$${row * columns.length + index + 2}`)})`
    const source =
      rows > 0
        ? `VALUES ${Array.from({ length: rows }, (_none, row) => line(row))}`
        : `SELECT $1, ${names} FROM jsonb_populate_recordset(NULL::${into}, $2)`
    const text = `INSERT INTO ${into} (organisation_id, ${names}) ${source}`
    found = { text, name: nameOf(text) }
    insertions.set(key, found)
  }
  return found
}

/** Inserts any number of rows of one table in one statement; all rows name the same columns. */
export function insert<T extends Table>(ctx: Ctx, table: T, rows: readonly NewRow<T>[]): Statement<never> {
  const first = rows[0]
  if (!first) return { text: 'SELECT 1 WHERE false', values: [] }
  const columns = Object.keys(first)
  const values = rows.flatMap((row) => columns.map((column) => (row as Record<string, unknown>)[column]))
  // A list can be the value of an array column or of a JSON column; only the table's own types can tell which.
  if (rows.length <= rowsAsParameters && !values.some(Array.isArray))
    return { ...insertion(table, columns, rows.length), values: [ctx.organisationId, ...values] }
  const records = rows.map((_row, index) =>
    Object.fromEntries(columns.map((column, place) => [snakeCase(column), values[index * columns.length + place]])),
  )
  return { ...insertion(table, columns, 0), values: [ctx.organisationId, json(records)] }
}

const expectations = new Map<string, { text: string; name: string }>()

/**
 * Requires that the write changes exactly this many rows; otherwise the transaction fails with a conflict. The error is
 * raised in SQL, so that it stops a pipeline.
 */
export function expectRows(rows: number, statement: Statement): Statement<never> {
  let found = expectations.get(statement.text)
  if (!found) {
    const text = `WITH changed AS (${statement.text} RETURNING 1) SELECT expect_rows($${statement.values.length + 1}, (SELECT count(*) FROM changed))`
    found = { text, name: nameOf(text) }
    expectations.set(statement.text, found)
  }
  return { ...found, values: [...statement.values, rows], wakes: statement.wakes }
}
