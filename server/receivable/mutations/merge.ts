import { sql as raw } from 'kysely'
import { limitChanged } from '@/server/credit/mutations/account'
import type { CreditAccount } from '@/server/credit/rules'
import { post } from '@/server/ledger/mutations'
import type { AccountCode } from '@/server/ledger/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { transaction } from '@/server/platform/database/run'
import { expectRows, query, type Statement, sql, tables } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { clashingArticles, type MergedRow, mergedRows, movingOf } from '../queries/merging'
import { limitOfBoth, mergeRefusal, movedPayload, movingColumns } from '../rules/merging'
import type { MergeInput } from '../schema'

interface Pair {
  from: MergedRow
  into: MergedRow
}

/** Locks what a merge looks at: open quotes before accounts, as an acceptance does, then the accounts of both and of their payers by id. */
const locks = (ctx: Ctx, ids: readonly string[]) =>
  [
    sql`SELECT 1 FROM quote WHERE organisation_id = ${ctx.organisationId} AND customer_id = ANY(${ids}::uuid[]) AND state IN ('DRAFT', 'SENT') ORDER BY id FOR NO KEY UPDATE`,
    sql<CreditAccount>`SELECT customer_id, currency, limit_minor, committed_minor, shipped_not_invoiced_minor, open_minor, unapplied_minor, holds
      FROM credit_account WHERE organisation_id = ${ctx.organisationId} AND (customer_id = ANY(${ids}::uuid[]) OR customer_id IN
        (SELECT payer_id FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[]))) ORDER BY customer_id FOR NO KEY UPDATE`,
    sql`SELECT 1 FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
  ] as const

/** What stands on the accounts of a customer in the ledger. */
const balancesOf = (ctx: Ctx, customerId: string) =>
  sql<{
    accountCode: AccountCode
    amountMinor: bigint
  }>`SELECT account_code, sum(ledger_amount_minor)::bigint AS amount_minor FROM posting_line
    WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} GROUP BY account_code HAVING sum(ledger_amount_minor) <> 0 ORDER BY account_code`

/** The heir takes the place of the merged one in every row that names it. */
const moves = (ctx: Ctx, { from, into }: Pair): Statement<never>[] =>
  movingColumns.map(([table, column]) => {
    const named = raw.ref(column)
    const move = raw<never>`UPDATE ${raw.table(table)} SET ${named} = ${into.id}::uuid WHERE organisation_id = ${ctx.organisationId} AND ${named} = ${from.id}::uuid`
    return query<never>({ compile: () => move.compile(tables) })
  })

/** Both accounts in one; of two open holds for one cause the merged one's ends. */
const accounts = (ctx: Ctx, { from, into }: Pair, limitMinor: bigint | null): Statement<never>[] => [
  sql`UPDATE credit_hold h SET ended_at = ${ctx.now}, ended_by = ${ctx.actor.id}::uuid, end_reason = 'MERGED'
    WHERE h.organisation_id = ${ctx.organisationId} AND h.customer_id = ${from.id} AND h.ended_at IS NULL AND EXISTS (SELECT 1 FROM credit_hold k
      WHERE k.organisation_id = h.organisation_id AND k.customer_id = ${into.id} AND k.cause = h.cause AND k.ended_at IS NULL)`,
  sql`UPDATE credit_hold SET customer_id = ${into.id} WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${from.id}`,
  expectRows(
    1,
    sql`UPDATE credit_account a SET committed_minor = a.committed_minor + f.committed_minor, shipped_not_invoiced_minor = a.shipped_not_invoiced_minor + f.shipped_not_invoiced_minor,
        open_minor = a.open_minor + f.open_minor, unapplied_minor = a.unapplied_minor + f.unapplied_minor, limit_minor = ${limitMinor}::bigint,
        limit_source = coalesce(a.limit_source, f.limit_source), decided_at = coalesce(greatest(a.decided_at, f.decided_at), a.decided_at, f.decided_at),
        holds = (SELECT count(*)::int FROM credit_hold h WHERE h.organisation_id = a.organisation_id AND h.customer_id = a.customer_id AND h.ended_at IS NULL)
      FROM credit_account f WHERE a.organisation_id = ${ctx.organisationId} AND a.customer_id = ${into.id} AND f.organisation_id = a.organisation_id AND f.customer_id = ${from.id}`,
  ),
  expectRows(
    1,
    sql`UPDATE credit_account SET committed_minor = 0, shipped_not_invoiced_minor = 0, open_minor = 0, unapplied_minor = 0, holds = 0, merged = true
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${from.id} AND NOT merged`,
  ),
]

/** Their numbers of products go along, save those that the heir uses otherwise: what is told before the merge. */
const articles = (ctx: Ctx, { from, into }: Pair): Statement<never>[] => [
  sql`UPDATE customer_article a SET customer_id = ${into.id}::uuid WHERE a.organisation_id = ${ctx.organisationId} AND a.customer_id = ${from.id}
    AND NOT EXISTS (SELECT 1 FROM customer_article b WHERE b.organisation_id = a.organisation_id AND b.customer_id = ${into.id} AND (b.product_id = a.product_id OR b.code = a.code))`,
  sql`DELETE FROM customer_article WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${from.id}`,
]

/** Their files go along; one that the heir has too is one file. */
const files = (ctx: Ctx, { from, into }: Pair): Statement<never>[] => [
  sql`DELETE FROM attachment a WHERE a.organisation_id = ${ctx.organisationId} AND a.customer_id = ${from.id}
    AND EXISTS (SELECT 1 FROM attachment b WHERE b.organisation_id = a.organisation_id AND b.customer_id = ${into.id} AND b.hash = a.hash)`,
  sql`UPDATE attachment SET customer_id = ${into.id}::uuid WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${from.id}`,
]

/** Addresses, tags, facts and mail address of the merged one, as far as the heir lacks them; nothing of it is lost. */
const unite = (ctx: Ctx, { from, into }: Pair): Statement<never>[] => [
  sql`UPDATE customer_address a SET customer_id = ${into.id}::uuid,
      is_bill_to = a.is_bill_to AND NOT EXISTS (SELECT 1 FROM customer_address b WHERE b.organisation_id = a.organisation_id AND b.customer_id = ${into.id} AND b.is_bill_to),
      is_ship_to = a.is_ship_to AND NOT EXISTS (SELECT 1 FROM customer_address b WHERE b.organisation_id = a.organisation_id AND b.customer_id = ${into.id} AND b.is_ship_to),
      label = CASE WHEN a.archived_at IS NULL AND EXISTS (SELECT 1 FROM customer_address b WHERE b.organisation_id = a.organisation_id AND b.customer_id = ${into.id}
        AND b.archived_at IS NULL AND lower(b.label) = lower(a.label)) THEN left(a.label, 40) || ' (' || ${from.number}::text || ')' ELSE a.label END
    WHERE a.organisation_id = ${ctx.organisationId} AND a.customer_id = ${from.id}`,
  sql`INSERT INTO customer_tag (organisation_id, customer_id, tag) SELECT organisation_id, ${into.id}::uuid, tag FROM customer_tag
    WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${from.id} ON CONFLICT DO NOTHING`,
  sql`DELETE FROM customer_tag WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${from.id}`,
  sql`INSERT INTO customer_contact (organisation_id, id, customer_id, name, email, phone, language, purposes, created_at)
    SELECT f.organisation_id, ${newId(ctx.now)}::uuid, ${into.id}::uuid, f.name, f.email, f.phone, f.language, '{}', ${ctx.now}::timestamptz FROM customer f
    WHERE f.organisation_id = ${ctx.organisationId} AND f.id = ${from.id} AND f.email IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM customer h WHERE h.organisation_id = f.organisation_id AND h.id = ${into.id} AND (h.email IS NULL OR lower(h.email) = lower(f.email)))
      AND NOT EXISTS (SELECT 1 FROM customer_contact k WHERE k.organisation_id = f.organisation_id AND k.customer_id = ${into.id} AND lower(k.email) = lower(f.email))`,
  sql`UPDATE customer h SET email = coalesce(h.email, f.email), phone = coalesce(h.phone, f.phone), tax_number = coalesce(h.tax_number, f.tax_number),
      registration_number = coalesce(h.registration_number, f.registration_number),
      reminders_paused_until = coalesce(greatest(h.reminders_paused_until, f.reminders_paused_until), h.reminders_paused_until, f.reminders_paused_until),
      note = CASE WHEN f.note IS NULL THEN h.note ELSE concat_ws(E'\n', h.note, f.number || ': ' || f.note) END,
      payer_id = CASE WHEN h.payer_id = f.id THEN NULL ELSE h.payer_id END
    FROM customer f WHERE h.organisation_id = ${ctx.organisationId} AND h.id = ${into.id} AND f.organisation_id = h.organisation_id AND f.id = ${from.id}`,
]

/** The merged one points to its heir, and so does whoever pointed to it. */
const point = (ctx: Ctx, { from, into }: Pair): Statement<never>[] => [
  sql`UPDATE customer SET payer_id = ${into.id}::uuid WHERE organisation_id = ${ctx.organisationId} AND payer_id = ${from.id} AND id <> ${into.id}`,
  sql`UPDATE customer SET merged_into = ${into.id}::uuid WHERE organisation_id = ${ctx.organisationId} AND merged_into = ${from.id}`,
  expectRows(
    1,
    sql`UPDATE customer SET merged_into = ${into.id}::uuid, archived_at = coalesce(archived_at, ${ctx.now}::timestamptz), payer_id = NULL
      WHERE organisation_id = ${ctx.organisationId} AND id = ${from.id} AND merged_into IS NULL`,
  ),
  sql`SELECT follow_merge(${from.id}::uuid)`,
]

/** What happened to the merged one happened to its heir too: one history. */
const shareHistory = (ctx: Ctx, { from, into }: Pair): Statement<never> =>
  sql`INSERT INTO event_object (organisation_id, object_type, object_id, event_id, qualifier)
    SELECT organisation_id, object_type, ${into.id}::uuid, event_id, qualifier FROM event_object
    WHERE organisation_id = ${ctx.organisationId} AND object_type = 'customer' AND object_id = ${from.id} ON CONFLICT DO NOTHING`

/** What stands on the merged one's accounts is transferred to its heir; the sum of each account stays. */
function transfer(
  ctx: Ctx,
  { from, into }: Pair,
  balances: readonly { accountCode: AccountCode; amountMinor: bigint }[],
) {
  const lines = balances.flatMap(({ accountCode, amountMinor }) => [
    { accountCode, customerId: from.id, amountMinor: -amountMinor },
    { accountCode, customerId: into.id, amountMinor },
  ])
  return post(ctx, { cause: 'MERGE', objectType: 'customer', objectId: from.id, effectiveOn: ctx.today, lines })
}

/**
 * Makes one customer part of another: orders, documents, money, contacts, addresses, price lists, numbers of products, credit, promises and disputes go to
 * the heir; the merged record stays as a pointer to it, and what was printed stays as it was. The limit afterwards is that of both.
 * Refuses with NOT_FOUND, MERGE_INTO_ITSELF, MERGED_ALREADY, HEIR_MERGED, HEIR_ARCHIVED, MERGE_CURRENCIES, HEIR_HAS_PAYER.
 */
export async function mergeCustomers(ctx: Ctx, input: MergeInput): Promise<{ customerId: string }> {
  const { id, intoId, idempotencyKey } = input
  return transaction(ctx, idempotent('receivable.merge', idempotencyKey, input), async (tx) => {
    const [, held, , rows, balances, [moving], clashes] = await tx.run(
      ...locks(ctx, [id, intoId]),
      mergedRows(ctx, [id, intoId]),
      balancesOf(ctx, id),
      movingOf(ctx, id),
      clashingArticles(ctx, id, intoId),
    )
    const from = rows.find((row) => row.id === id) ?? notFound('customer')
    const into = rows.find((row) => row.id === intoId) ?? notFound('customer')
    const refusal = mergeRefusal(from, into)
    if (refusal) refuse(refusal)
    const pair = { from, into }
    const account = held.find((one) => one.customerId === intoId) ?? notFound('customer')
    const limitMinor = limitOfBoth(from.limitMinor, into.limitMinor)
    const merged: NewEvent = {
      name: 'receivable/customer.merged',
      objects: [
        ['customer', intoId],
        ['customer', id, 'merged'],
      ],
      payload: {
        number: from.number,
        ...(moving && movedPayload(moving)),
        ...(clashes.length > 0 && { numbersLeft: clashes.length }),
      },
    }
    const raised = limitMinor !== null && limitMinor !== into.limitMinor
    return tx.conclude(
      { customerId: intoId },
      ...moves(ctx, pair),
      ...accounts(ctx, pair, limitMinor),
      ...articles(ctx, pair),
      ...files(ctx, pair),
      ...unite(ctx, pair),
      ...point(ctx, pair),
      shareHistory(ctx, pair),
      ...transfer(ctx, pair, balances),
      recordEvents(ctx, [merged, ...(raised ? [limitChanged(account, limitMinor, 'MERGED')] : [])]),
    )
  })
}
