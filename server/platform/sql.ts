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
import type { Ctx } from './ctx'

/** One SQL statement with its values; `Row` is the shape of an answered row, in camelCase. */
export interface Statement<Row = unknown> {
  readonly text: string
  readonly values: readonly unknown[]
  /** Named statements are prepared once per connection. */
  readonly name?: string
  /** After the commit the relay is woken. */
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

/** Builds queries whose filters vary; typed on the tables, compiled only: `query` makes a statement of it. */
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

/** One value of a row: the common ones without the walk that `json` makes. */
function jsonValue(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return `"${value}"`
  if (value instanceof Date) return `"${value.toISOString()}"`
  return json(value)
}

type Table = keyof DB
export type NewRow<T extends Table> = Omit<Insertable<DB[T]>, 'organisationId'>

interface Insertion {
  text: string
  name: string
  /** What stands before each value of a row in JSON: its column's name. */
  labels: string[]
}

const insertions = new Map<string, Insertion>()

function insertion(table: string, names: readonly string[]): Insertion {
  const key = `${table}(${names})`
  let found = insertions.get(key)
  if (!found) {
    const columns = names.map((column) => `"${snakeCase(column)}"`)
    const into = `"${snakeCase(table)}"`
    const text = `INSERT INTO ${into} (organisation_id, ${columns}) SELECT $1, ${columns} FROM jsonb_populate_recordset(NULL::${into}, $2)`
    found = { text, name: nameOf(text), labels: columns.map((column) => `${column}:`) }
    insertions.set(key, found)
  }
  return found
}

/** Inserts any number of rows of one table in one statement; all rows name the same columns. */
export function insert<T extends Table>(ctx: Ctx, table: T, rows: readonly NewRow<T>[]): Statement<never> {
  const first = rows[0]
  if (!first) return { text: 'SELECT 1 WHERE false', values: [] }
  const columns = Object.keys(first)
  const { text, name, labels } = insertion(table, columns)
  const records = rows.map((row) => {
    const values = row as Record<string, unknown>
    return `{${columns.map((column, index) => labels[index] + jsonValue(values[column]))}}`
  })
  return { text, name, values: [ctx.organisationId, `[${records}]`] }
}

const expectations = new Map<string, { text: string; name: string }>()

/** The write must hit exactly so many rows, else the transaction fails as a conflict (raised in SQL, so that a pipeline stops). */
export function expectRows(rows: number, statement: Statement): Statement<never> {
  let found = expectations.get(statement.text)
  if (!found) {
    const text = `WITH changed AS (${statement.text} RETURNING 1) SELECT expect_rows($${statement.values.length + 1}, (SELECT count(*) FROM changed))`
    found = { text, name: nameOf(text) }
    expectations.set(statement.text, found)
  }
  return { ...found, values: [...statement.values, rows], wakes: statement.wakes }
}
