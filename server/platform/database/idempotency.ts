import { createHash } from 'node:crypto'
import type { Ctx } from '../context/ctx'
import { json, type Statement, sql } from './sql'

/** A request that may arrive twice: the same key and input have one effect and get the same answer. */
export interface IdempotentRequest {
  procedure: string
  key: string
  inputHash: string
}

export interface StoredAnswer {
  inputHash: string
  answer: unknown
}

/** The idempotency request of a verb, when its caller gave a key. */
export function idempotent(
  procedure: string,
  key: string | undefined,
  input: unknown,
): { idempotency?: IdempotentRequest } {
  if (!key) return {}
  return { idempotency: { procedure, key, inputHash: createHash('sha256').update(json(input)).digest('hex') } }
}

const actorOf = (ctx: Ctx) => `${ctx.actor.kind}:${ctx.actor.id ?? ''}`

export function claimStatement(ctx: Ctx, request: IdempotentRequest): Statement<{ made: bigint }> {
  return sql`WITH made AS (
    INSERT INTO idempotency_key (organisation_id, actor, procedure, request_key, input_hash, created_at)
    VALUES (${ctx.organisationId}, ${actorOf(ctx)}, ${request.procedure}, ${request.key}, ${request.inputHash}, ${ctx.now})
    ON CONFLICT DO NOTHING RETURNING 1) SELECT count(*) AS made FROM made`
}

export function storedAnswer(ctx: Ctx, request: IdempotentRequest): Statement<StoredAnswer> {
  return sql`SELECT input_hash, answer FROM idempotency_key WHERE organisation_id = ${ctx.organisationId}
    AND actor = ${actorOf(ctx)} AND procedure = ${request.procedure} AND request_key = ${request.key}`
}

export function answerStatement(ctx: Ctx, request: IdempotentRequest, answer: unknown): Statement {
  return sql`UPDATE idempotency_key SET answer = ${json(answer ?? null)} WHERE organisation_id = ${ctx.organisationId}
    AND actor = ${actorOf(ctx)} AND procedure = ${request.procedure} AND request_key = ${request.key}`
}
