import type { Duplex } from 'node:stream'
import type { PoolClient, QueryArrayResult } from 'pg'
import type { Ctx } from './ctx'
import { pool } from './db'
import { conflict, Refusal, sqlState } from './errors'
import { answerStatement, claimStatement, type IdempotentRequest, type StoredAnswer, storedAnswer } from './idempotency'
import { wakeRelay } from './jobs/notify'
import { type Statement, sql } from './sql'

/** The rows of each statement, in the order of the statements. */
export type Rows<S extends readonly Statement[]> = { [I in keyof S]: S[I] extends Statement<infer Row> ? Row[] : never }

/** A transaction of a verb: trip one loads and locks, trip two writes everything and commits. */
export interface Tx {
  readonly ctx: Ctx
  /** Sends the statements together and answers their rows. */
  run<S extends Statement[]>(...statements: S): Promise<Rows<S>>
  /** The last trip: the writes and the commit together. */
  commit<S extends Statement[]>(...statements: S): Promise<Rows<S>>
}

class Repeated extends Error {
  readonly answer: unknown
  constructor(answer: unknown) {
    super('repeated')
    this.answer = answer
  }
}

const names = new WeakMap<object, string[]>()

function camelRows(result: QueryArrayResult): unknown[] {
  let keys = names.get(result.fields)
  if (!keys) {
    keys = result.fields.map((field) =>
      field.name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
    )
    names.set(result.fields, keys)
  }
  return result.rows.map((values) => {
    const row: Record<string, unknown> = {}
    for (let index = 0; index < keys.length; index++) row[keys[index] as string] = values[index]
    return row
  })
}

/** How much this process has sent to the database: statements, and the trips they took. For benchmarks and reports. */
export const sent = { statements: 0, trips: 0 }

async function send(connection: PoolClient, statements: readonly Statement[]): Promise<QueryArrayResult[]> {
  sent.trips++
  sent.statements += statements.length
  // One write to the socket for the whole trip: a write for each statement costs more than the statements do.
  const { stream } = (connection as unknown as { connection: { stream: Duplex } }).connection
  stream.cork()
  const replies = statements.map((statement) =>
    connection.query({ ...statement, values: statement.values as unknown[], rowMode: 'array' }),
  )
  stream.uncork()
  const results: QueryArrayResult[] = []
  let failure: unknown
  for (const outcome of await Promise.allSettled(replies)) {
    if (outcome.status === 'fulfilled') results.push(outcome.value)
    else failure ??= outcome.reason
  }
  if (failure) throw failure
  return results
}

const begin: Statement = { text: 'BEGIN', values: [] }
const end: Statement = { text: 'COMMIT', values: [] }
const enter = (ctx: Ctx) => sql`SELECT set_config('app.organisation_id', ${ctx.organisationId}, true)`

function named(error: unknown): unknown {
  if (error instanceof Refusal) return error
  const state = sqlState(error)
  const constraint = (error as { constraint?: string }).constraint
  if (state === 'OC001') return new Refusal('CONFLICT', 'STALE')
  if (state === '23505') return new Refusal('CONFLICT', 'DUPLICATE', { constraint: constraint ?? null })
  if (state === '23503') return new Refusal('NOT_FOUND', 'NOT_FOUND', { noun: 'reference' })
  return error
}

class Trips implements Tx {
  readonly ctx: Ctx
  private readonly connection: PoolClient
  private readonly request: IdempotentRequest | undefined
  private opened = false
  private wakes = false
  committed = false
  answer: unknown

  constructor(ctx: Ctx, connection: PoolClient, request: IdempotentRequest | undefined) {
    this.ctx = ctx
    this.connection = connection
    this.request = request
  }

  async run<S extends Statement[]>(...statements: S): Promise<Rows<S>> {
    return (await this.trip(statements, [])) as Rows<S>
  }

  async commit<S extends Statement[]>(...statements: S): Promise<Rows<S>> {
    const rows = await this.trip(statements, this.request ? [] : [end])
    this.committed = !this.request
    return rows as Rows<S>
  }

  private async trip(statements: Statement[], tail: Statement[]): Promise<unknown[][]> {
    const claim = this.opened || !this.request ? [] : [claimStatement(this.ctx, this.request)]
    const head = this.opened ? [] : [begin, enter(this.ctx), ...claim]
    this.opened = true
    this.wakes ||= statements.some((statement) => statement.wakes)
    const results = await send(this.connection, [...head, ...statements, ...tail])
    if (claim.length > 0)
      await this.refuseRepetition((camelRows(results[2] as QueryArrayResult)[0] as { made: bigint }).made)
    if (tail.length > 0) this.checkCommit(results.at(-1))
    return results.slice(head.length, head.length + statements.length).map(camelRows)
  }

  private async refuseRepetition(made: bigint): Promise<void> {
    if (made === 1n || !this.request) return
    const [result] = await send(this.connection, [storedAnswer(this.ctx, this.request)])
    const stored = camelRows(result as QueryArrayResult)[0] as StoredAnswer | undefined
    if (!stored) conflict('STALE')
    if (stored.inputHash !== this.request.inputHash) throw new Refusal('REFUSED', 'IDEMPOTENCY_KEY_REUSED')
    throw new Repeated(stored.answer)
  }

  private checkCommit(result: QueryArrayResult | undefined): void {
    if (result?.command !== 'COMMIT') conflict('STALE')
  }

  /** Ends what `work` left open: keyed verbs store their answer in the same trip as the commit. */
  async finish(answer: unknown): Promise<void> {
    if (!this.committed && this.opened) {
      const keep = this.request ? [answerStatement(this.ctx, this.request, answer)] : []
      this.checkCommit((await send(this.connection, [...keep, end])).at(-1))
    }
    if (this.wakes) wakeRelay()
  }
}

async function attempt<T>(ctx: Ctx, request: IdempotentRequest | undefined, work: (tx: Tx) => Promise<T>): Promise<T> {
  const connection = await pool().connect()
  const trips = new Trips(ctx, connection, request)
  let broken: Error | undefined
  try {
    const answer = await work(trips)
    await trips.finish(answer)
    return answer
  } catch (error) {
    await connection.query('ROLLBACK').catch((failure: Error) => {
      broken = failure
    })
    if (error instanceof Repeated) return { ...(error.answer as T), repeated: true }
    throw error
  } finally {
    connection.release(broken)
  }
}

/**
 * One verb, one transaction, pipelined in as few trips as `work` makes. A deadlock or serialisation failure is tried once more.
 * With an idempotency key the answer is stored, and a repetition answers it with `repeated: true`.
 * Refuses with STALE when a conditional write hits no row, DUPLICATE on a unique key, IDEMPOTENCY_KEY_REUSED.
 */
export async function transaction<T>(
  ctx: Ctx,
  options: { idempotency?: IdempotentRequest },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  try {
    return await attempt(ctx, options.idempotency, work)
  } catch (error) {
    if (!['40P01', '40001'].includes(sqlState(error) ?? '')) throw named(error)
  }
  try {
    return await attempt(ctx, options.idempotency, work)
  } catch (error) {
    throw named(error)
  }
}

/** Reads in one trip, inside the organisation. */
export async function read<S extends Statement[]>(ctx: Ctx, ...statements: S): Promise<Rows<S>> {
  const connection = await pool().connect()
  let broken: Error | undefined
  try {
    const results = await send(connection, [begin, enter(ctx), ...statements, end])
    return results.slice(2, -1).map(camelRows) as Rows<S>
  } catch (error) {
    await connection.query('ROLLBACK').catch((failure: Error) => {
      broken = failure
    })
    throw named(error)
  } finally {
    connection.release(broken)
  }
}

const still: Statement = { text: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', values: [] }

/** Sends statements together and answers their rows, all of them as they stood at one moment. */
export type Reader = <S extends Statement[]>(...statements: S) => Promise<Rows<S>>

/** Reads in as many trips as `work` makes, all of one moment however much is written meanwhile. */
export async function snapshot<T>(ctx: Ctx, work: (reader: Reader) => Promise<T>): Promise<T> {
  const connection = await pool().connect()
  let broken: Error | undefined
  try {
    await send(connection, [still, enter(ctx)])
    const answer = await work(async <S extends Statement[]>(...statements: S) => {
      const results = await send(connection, statements)
      return results.map(camelRows) as Rows<S>
    })
    await send(connection, [end])
    return answer
  } catch (error) {
    await connection.query('ROLLBACK').catch((failure: Error) => {
      broken = failure
    })
    throw named(error)
  } finally {
    connection.release(broken)
  }
}

/** A look-up that comes before an organisation is known: only the SECURITY DEFINER functions of the migrations. */
export async function lookUp<Row>(statement: Statement<Row>): Promise<Row[]> {
  const result = await pool().query({ ...statement, values: statement.values as unknown[], rowMode: 'array' })
  return camelRows(result as QueryArrayResult) as Row[]
}
