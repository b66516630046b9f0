import type { PoolClient } from 'pg'
import type { Ctx } from '../context/ctx'
import { conflict, Refusal, sqlState } from '../context/errors'
import { pool } from './db'
import { answerStatement, claimStatement, type IdempotentRequest, type StoredAnswer, storedAnswer } from './idempotency'
import { wakeRelay } from './notify'
import { type Reply, sendTogether } from './pipeline'
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
  /**
   * The last trip of a verb that knows its answer already: it sends the writes, the answer that is stored with the key,
   * and the commit together.
   */
  conclude<T>(answer: T, ...statements: Statement[]): Promise<T>
}

class Repeated extends Error {
  readonly answer: unknown
  constructor(answer: unknown) {
    super('repeated')
    this.answer = answer
  }
}

/** What this process has sent to the database: statements and trips, for benchmarks and reports. */
export const sent = { statements: 0, trips: 0 }

function send(connection: PoolClient, statements: readonly Statement[]): Promise<Reply[]> {
  sent.trips++
  sent.statements += statements.length
  return sendTogether(connection, statements)
}

const begin = sql`BEGIN`
const end = sql`COMMIT`
const enter = (organisationId: string) => sql`SELECT set_config('app.organisation_id', ${organisationId}, true)`
// A verb finds its rows by their keys, so one plan serves every value; a connection need not try five custom plans first.
const enterVerb = (organisationId: string) =>
  sql`SELECT set_config('app.organisation_id', ${organisationId}, true), set_config('plan_cache_mode', 'force_generic_plan', true)`

function named(error: unknown): unknown {
  if (error instanceof Refusal) return error
  const state = sqlState(error)
  const constraint = (error as { constraint?: string }).constraint
  if (state === 'OC001') return new Refusal('CONFLICT', 'STALE')
  if (state === '23505') return new Refusal('CONFLICT', 'DUPLICATE', { constraint: constraint ?? null })
  if (state === '22003') return new Refusal('REFUSED', 'AMOUNT_TOO_LARGE')
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

  async conclude<T>(answer: T, ...statements: Statement[]): Promise<T> {
    await this.trip([...statements, ...this.keep(answer)], [end])
    this.committed = true
    return answer
  }

  private keep(answer: unknown): Statement[] {
    return this.request ? [answerStatement(this.ctx, this.request, answer)] : []
  }

  private async trip(statements: Statement[], tail: Statement[]): Promise<unknown[][]> {
    const claim = this.opened || !this.request ? [] : [claimStatement(this.ctx, this.request)]
    const head = this.opened ? [] : [begin, enterVerb(this.ctx.organisationId), ...claim]
    this.opened = true
    this.wakes ||= statements.some((statement) => statement.wakes)
    const results = await send(this.connection, [...head, ...statements, ...tail])
    if (claim.length > 0) await this.refuseRepetition(results[2]?.rows[0] as { made: bigint })
    if (tail.length > 0) this.checkCommit(results.at(-1))
    return results.slice(head.length, head.length + statements.length).map((reply) => reply.rows)
  }

  private async refuseRepetition(claim: { made: bigint }): Promise<void> {
    if (claim.made === 1n || !this.request) return
    const [result] = await send(this.connection, [storedAnswer(this.ctx, this.request)])
    const stored = result?.rows[0] as StoredAnswer | undefined
    if (!stored) conflict('STALE')
    if (stored.inputHash !== this.request.inputHash) throw new Refusal('REFUSED', 'IDEMPOTENCY_KEY_REUSED')
    throw new Repeated(stored.answer)
  }

  private checkCommit(result: Reply | undefined): void {
    if (result?.command !== 'COMMIT') conflict('STALE')
  }

  /** Ends the transaction if `work` left it open. A verb with a key stores its answer in the same trip as the commit. */
  async finish(answer: unknown): Promise<void> {
    if (!this.committed && this.opened) {
      this.checkCommit((await send(this.connection, [...this.keep(answer), end])).at(-1))
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
 * Runs one verb in one transaction, pipelined in as few trips as `work` makes. A deadlock or serialisation failure is
 * tried once more. With an idempotency key the answer is stored, and a repetition gets it with `repeated: true`.
 * Refuses with STALE when a conditional write finds no row, DUPLICATE on a unique key, and IDEMPOTENCY_KEY_REUSED.
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

/**
 * Whether a failure means that the connection is lost: the error is not PostgreSQL's, or it is the one with which
 * PostgreSQL ends a session.
 */
function endsConnection(error: unknown): boolean {
  const state = sqlState(error)
  return !state || /^(08|57P0|25P0[34])/.test(state)
}

async function once(statements: readonly Statement[]): Promise<unknown[][]> {
  const connection = await pool().connect()
  let broken: Error | undefined
  try {
    return (await send(connection, statements)).map((reply) => reply.rows)
  } catch (error) {
    if (endsConnection(error)) broken = error as Error
    throw named(error)
  } finally {
    connection.release(broken)
  }
}

/** Reads in one trip, inside an organisation whose context is not minted yet. */
export async function readIn<S extends Statement[]>(organisationId: string, ...statements: S): Promise<Rows<S>> {
  // Each Sync ends its own transaction, so no BEGIN is needed, and the organisation setting ends with it.
  return (await once([enter(organisationId), ...statements])).slice(1) as Rows<S>
}

/** Reads in one trip, inside the organisation. */
export function read<S extends Statement[]>(ctx: Ctx, ...statements: S): Promise<Rows<S>> {
  return readIn(ctx.organisationId, ...statements)
}

const still = sql`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`

/** Sends statements together and answers their rows, all of them as they stood at one moment. */
export type Reader = <S extends Statement[]>(...statements: S) => Promise<Rows<S>>

/** Reads in as many trips as `work` makes; all of them see the same moment, even if others write meanwhile. */
export async function snapshot<T>(ctx: Ctx, work: (reader: Reader) => Promise<T>): Promise<T> {
  const connection = await pool().connect()
  let broken: Error | undefined
  try {
    await send(connection, [still, enter(ctx.organisationId)])
    const answer = await work(async <S extends Statement[]>(...statements: S) => {
      const replies = await send(connection, statements)
      return replies.map((reply) => reply.rows) as Rows<S>
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

/** Reads before an organisation is known, through the SECURITY DEFINER functions of the migrations only. */
export async function lookUp<Row>(statement: Statement<Row>): Promise<Row[]> {
  const [rows] = await once([statement])
  return rows as Row[]
}
