import type { Duplex } from 'node:stream'
import type { PoolClient, Submittable } from 'pg'
import { typeParsers } from './db'
import type { Statement } from './sql'

/** The part of pg's connection that this file uses: the messages of the extended query protocol. */
interface Wire {
  stream: Duplex
  parse(message: { name: string; text: string }): void
  bind(message: { statement: string; values: (string | Buffer | null)[] }): void
  describe(message: { type: 'P' }): void
  execute(message: object): void
  close(message: { type: 'S'; name: string }): void
  sync(): void
  sendCopyFail(message: string): void
}

/** The columns of a statement's answer: their names in camelCase, and the reader of each. */
interface Shape {
  keys: string[]
  parsers: ((text: string) => unknown)[]
}

interface Field {
  name: string
  dataTypeID: number
}

type Prepared = WeakMap<Wire, Map<string, Shape | null>>

// Kept beside the connections, of which the process has one pool: pages and routes are separate bundles that each load
// this file.
const kept = globalThis as unknown as { octetPrepared?: Prepared }
kept.octetPrepared ??= new WeakMap()

/** The statements that each connection has prepared, with the shape of their answer; null where a failure left it unclear. */
const preparedOn = kept.octetPrepared

const noColumns: Shape = { keys: [], parsers: [] }

function shapeOf(fields: readonly Field[]): Shape {
  return {
    keys: fields.map(({ name }) => name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())),
    parsers: fields.map(({ dataTypeID }) => typeParsers.getTypeParser(dataTypeID, 'text') as (text: string) => unknown),
  }
}

/** A value as PostgreSQL reads it: instants in UTC, arrays as literals, other objects as JSON, bytes as they are. */
function written(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (typeof value !== 'object') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return `{${value.map(element).join(',')}}`
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  return JSON.stringify(value)
}

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (Array.isArray(value)) return `{${value.map(element).join(',')}}`
  return `"${String(written(value)).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** The answer of one statement. */
export interface Reply {
  rows: unknown[]
  /** 'INSERT 0 3', 'COMMIT' … */
  command: string
}

/**
 * Sends several statements in one write and reads the answers in one read. A single Sync ends them, so the server
 * answers once and does not run the statements after one that failed. A prepared statement is described once for each
 * connection.
 */
class Trip implements Submittable {
  readonly replies: Reply[] = []
  readonly statements: readonly Statement[]
  private readonly values: (string | Buffer | null)[][]
  private readonly settle: (failure: unknown) => void
  private prepared = new Map<string, Shape | null>()
  private shape: Shape | undefined
  private rows: unknown[] = []
  private failure: unknown

  constructor(statements: readonly Statement[], settle: (failure: unknown) => void) {
    this.statements = statements
    this.values = statements.map((statement) => statement.values.map(written))
    this.settle = settle
  }

  submit(connection: unknown): void {
    const wire = connection as Wire
    this.prepared = preparedOn.get(wire) ?? new Map()
    preparedOn.set(wire, this.prepared)
    const fresh = new Set<string>()
    wire.stream.cork()
    for (const [index, { name = '', text }] of this.statements.entries()) {
      const known = name !== '' && (fresh.has(name) || this.prepared.get(name))
      if (!known && this.prepared.has(name)) wire.close({ type: 'S', name })
      if (!known) wire.parse({ name, text })
      wire.bind({ statement: name, values: this.values[index] ?? [] })
      if (!this.prepared.get(name)) wire.describe({ type: 'P' })
      wire.execute({})
      if (!known && name) fresh.add(name)
    }
    wire.sync()
    wire.stream.uncork()
  }

  private get current(): Statement | undefined {
    return this.statements[this.replies.length]
  }

  private get columns(): Shape {
    return this.shape ?? this.prepared.get(this.current?.name ?? '') ?? noColumns
  }

  handleRowDescription({ fields }: { fields: Field[] }): void {
    this.shape = shapeOf(fields)
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const { keys, parsers } = this.columns
    const row: Record<string, unknown> = {}
    try {
      for (let index = 0; index < keys.length; index++) {
        const text = fields[index] as string | null
        row[keys[index] as string] = text === null ? null : parsers[index]?.(text)
      }
    } catch (error) {
      this.failure ??= error
    }
    this.rows.push(row)
  }

  handleCommandComplete({ text }: { text: string }): void {
    const name = this.current?.name
    if (name) this.prepared.set(name, this.columns)
    this.replies.push({ rows: this.rows, command: text })
    this.rows = []
    this.shape = undefined
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  handlePortalSuspended(): void {} // never called: every portal is read to its end

  handleCopyInResponse(connection: unknown): void {
    ;(connection as Wire).sendCopyFail('nothing is copied in')
  }

  handleError(error: unknown): void {
    const name = this.current?.name
    if (name) this.prepared.set(name, null)
    this.settle(error)
  }

  handleReadyForQuery(): void {
    this.settle(this.failure)
  }
}

/**
 * Sends the statements together and answers the reply of each. The first failure is thrown, and the statements after it
 * have no effect.
 */
export function sendTogether(connection: PoolClient, statements: readonly Statement[]): Promise<Reply[]> {
  return new Promise((resolve, reject) => {
    const trip = new Trip(statements, (failure) => (failure ? reject(failure) : resolve(trip.replies)))
    connection.query(trip)
  })
}
