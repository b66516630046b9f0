'use client'

import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useMay } from '@/components/may'
import { RecordTimeline } from '@/components/record-timeline'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { Tag } from '@/components/ui/tag'
import { Day, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { BankLineRow } from '@/server/collection/queries/lists'
import type { Evidence } from '@/server/collection/rules/match'
import { causeWords } from '@/server/collection/words/en'
import { MatchCard } from './match-card'

const amounts: Record<Evidence['amount'], string> = {
  EXACT: 'the amount is exactly what is open',
  SUM: 'the amount is the sum of several',
  PART: 'the amount is less than what is open',
  MORE: 'the amount is more than what is open',
  DIFFERS: 'no open invoice has this amount',
  UNKNOWN: '',
}

/** The evidence for a match, in words. */
function evidenceWords({ references, amount, name, iban }: Evidence): string[] {
  const named = references.map((one) => one.number)
  return [
    named.length > 0 ? `the text names ${named.join(', ')}` : 'the text names no open number',
    amounts[amount],
    name ? 'the name fits' : '',
    iban ? 'this account has paid before' : '',
  ].filter(Boolean)
}

export function BankLineRecord({ id }: { id: string }) {
  const trpc = useTRPC()
  const may = useMay()
  const href = useWorkspaceHref()
  const { data } = useSuspenseQuery(trpc.collection.lines.queryOptions({ id, limit: 1 }))
  const line = data.rows[0] as BankLineRow
  const waits = line.state === 'UNMATCHED'
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Collections', href: href('/collection') }]}
        title={line.counterparty || 'Bank line'}
        tag={
          <Tag tone={waits ? 'warn' : 'plain'}>
            {waits ? 'waits for you' : line.state === 'MATCHED' ? 'matched' : 'set aside'}
          </Tag>
        }
        note={waits && line.cause ? `Asked because: ${causeWords(line.cause)}` : undefined}
      />
      <div className="grid items-start gap-3.5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-3.5">
          <Card title="From the bank">
            <Facts
              start
              facts={[
                { label: 'Amount', value: <Money minor={line.amountMinor} currency={line.currency} />, strong: true },
                { label: 'Day', value: <Day day={line.bookedOn} /> },
                { label: 'Reference', value: line.reference || '–' },
                { label: 'Account', value: line.counterpartyIban ?? '–' },
                line.receiptId !== null && {
                  label: 'Receipt',
                  value: <Link href={href(`/collection/receipts/${line.receiptId}`)}>{line.customerName}</Link>,
                },
                line.refundNumber !== null && {
                  label: 'Refund',
                  value: <Link href={href('/collection/refunds')}>{line.refundNumber}</Link>,
                },
                line.state === 'IGNORED' &&
                  line.cause !== null && { label: 'Set aside', value: causeWords(line.cause) },
              ]}
            />
          </Card>
          {line.evidence && (
            <Card title="What speaks for it">
              <ul className="list-disc pl-4">
                {evidenceWords(line.evidence.evidence).map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            </Card>
          )}
          <RecordTimeline objectType="bankLine" objectId={id} />
        </div>
        <div className="flex min-w-0 flex-col gap-3.5">
          {line.state === 'IGNORED' && line.amountMinor < 0n && may('collection.record') && <RefundCard line={line} />}
          {line.state === 'IGNORED' && line.amountMinor > 0n && <TakeUpCard line={line} />}
          {waits && line.amountMinor > 0n && may('collection.record') && <MatchCard line={line} />}
          {may('collection.record') && line.state !== 'IGNORED' && <AsideCard line={line} />}
        </div>
      </div>
    </>
  )
}

/** An outgoing payment may be a refund that is not confirmed by the bank yet. */
function RefundCard({ line }: { line: BankLineRow }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const match = useVerb(client.collection.matchRefund.mutate, 'Matched with the refund')
  const { data } = useQuery(trpc.collection.refunds.queryOptions({ unmatchedMinor: -line.amountMinor, limit: 10 }))
  if (!data?.rows.length) return null
  return (
    <Card title="Is it a refund?">
      <ul className="flex flex-col gap-2">
        {data.rows.map((refund) => (
          <li key={refund.id} className="flex flex-wrap items-center justify-between gap-2">
            <span>
              {refund.number} to {refund.customerName}, <Day day={refund.refundedOn} />
            </span>
            <Button
              size="sm"
              busy={match.isPending}
              onClick={() => match.mutate({ bankLineId: line.id, refundId: refund.id })}
            >
              It is this one
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Lets a person use a line again that was set aside. A line that repeats a payment is shown beside the first one. */
function TakeUpCard({ line }: { line: BankLineRow }) {
  const client = useTRPCClient()
  const may = useMay()
  const href = useWorkspaceHref()
  const takeUp = useVerb(client.collection.takeUp.mutate, 'Back on the list: it is matched like a new line')
  const repeated = line.duplicateOfId !== null
  return (
    <Card title={repeated ? 'Already there' : 'Set aside by mistake?'}>
      {repeated && (
        <p className="mb-3">
          The same day, amount and reference stand in{' '}
          <Link href={href(`/collection/lines/${line.duplicateOfId}`)}>a line of {line.duplicateFile}</Link>, so this
          one is not booked. Is it a second payment? Then book it all the same.
        </p>
      )}
      {may('collection.record') && (
        <Button busy={takeUp.isPending} onClick={() => takeUp.mutate({ bankLineId: line.id })}>
          {repeated ? 'Book it all the same' : 'Take it up again'}
        </Button>
      )}
    </Card>
  )
}

/** Sets a line aside, or reverses its match. */
function AsideCard({ line }: { line: BankLineRow }) {
  const client = useTRPCClient()
  const [reason, setReason] = useState('')
  const ignore = useVerb(client.collection.ignore.mutate, 'Set aside')
  const unmatch = useVerb(client.collection.unmatch.mutate, 'Taken back: the line waits for you again')
  const matched = line.state === 'MATCHED'
  const verb = matched ? unmatch : ignore
  return (
    <Card title={matched ? 'Not this customer?' : 'No payment of a customer?'}>
      <div className="flex flex-col gap-3">
        <Field label="Why" required>
          <Input value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <Button
          className="self-start"
          tone={matched ? 'danger' : undefined}
          busy={verb.isPending}
          disabled={reason.trim() === ''}
          onClick={() => verb.mutate({ bankLineId: line.id, reason })}
        >
          {matched ? 'Take the match back' : 'Set aside'}
        </Button>
      </div>
    </Card>
  )
}
