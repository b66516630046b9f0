'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { PayerDesk } from '@/components/credit/payer-desk'
import { StandTag } from '@/components/order/stand-tag'
import { useTRPC } from '@/components/trpc-provider'
import { Bar } from '@/components/ui/bar'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { InsideOnly } from '@/components/ui/inside-only'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { Tag } from '@/components/ui/tag'
import { Day, Instant, Money } from '@/components/ui/text'
import { Timeline } from '@/components/ui/timeline'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { whoDid } from '@/components/who-did'
import type { DecisionRow } from '@/server/credit/queries/accounts'
import { causeWords, creditReasonWords, decisionWords, factorWords, leastChangeWords } from '@/server/credit/words/en'
import { speak } from '@/server/platform/words/words'
import { sentence } from '@/server/words'
import { HoldCard, LimitButton } from './account-actions'

/** The credit of one payer: open amounts, holds, and decisions with their points. */
export function AccountRecord({ customerId }: { customerId: string }) {
  const trpc = useTRPC()
  const workspace = useWorkspace()
  const href = useWorkspaceHref()
  const { data } = useSuspenseQuery(trpc.credit.account.queryOptions({ customerId }))
  const { account, holds, decisions, orders, behaviour, timeline } = data
  const share = account.limitMinor ? Number((account.exposureMinor * 1000n) / account.limitMinor) / 1000 : 0
  return (
    <>
      <InsideOnly />
      <PageHead
        crumbs={[
          { label: 'Credit', href: href('/credit') },
          { label: 'Accounts', href: href('/credit/accounts') },
        ]}
        title={account.name}
        tag={
          account.holds > 0 ? <Tag tone="bad">on hold</Tag> : share > 1 ? <Tag tone="warn">above the limit</Tag> : null
        }
        go={<LimitButton account={account} />}
      />
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_minmax(280px,380px)]">
        <div className="flex min-w-0 flex-col gap-3.5">
          <HoldCard customerId={customerId} holds={holds} />
          <Card title="Decisions">
            {decisions.length === 0 && <p className="text-ink-3">None was needed yet.</p>}
            <ul className="flex flex-col gap-4">
              {decisions.map((decision) => (
                <Decision key={decision.id} decision={decision} />
              ))}
            </ul>
          </Card>
          <Card title="What happened">
            <Timeline
              entries={timeline.map((event) => ({
                key: event.id,
                at: <Instant at={event.at} />,
                text: sentence(event, workspace),
                who: whoDid(event),
                stage: 'credit',
              }))}
            />
          </Card>
        </div>
        <div className="grid min-w-0 items-start gap-3.5 sm:max-lg:grid-cols-2">
          <Card title="Exposure" aside={<Link href={href(`/customers/${customerId}`)}>{account.number}</Link>}>
            {account.limitMinor ? (
              <Bar
                className="mb-3"
                parts={[
                  {
                    share,
                    tone: share > 1 ? 'bad' : 'accent',
                    label: `${Math.round(share * 100)} % of the limit used`,
                  },
                ]}
              />
            ) : null}
            <Facts
              facts={[
                { label: 'Open invoices', value: <Money minor={account.openMinor} /> },
                { label: 'Shipped, not invoiced', value: <Money minor={account.shippedNotInvoicedMinor} /> },
                { label: 'Ordered, not shipped', value: <Money minor={account.committedMinor} /> },
                { label: 'Paid, not applied', value: <Money minor={-account.unappliedMinor} /> },
                { label: 'Exposure', value: <Money minor={account.exposureMinor} />, strong: true },
                {
                  label: 'Limit',
                  value: account.limitMinor === null ? 'none decided yet' : <Money minor={account.limitMinor} />,
                  strong: true,
                },
                { label: 'Terms', value: account.termsName },
              ]}
            />
          </Card>
          <Card title="Overdue and promised">
            <PayerDesk payerId={customerId} behaviour={behaviour} />
          </Card>
          <Card title="Open orders" aside={orders.length}>
            <Facts
              facts={orders.map((order) => ({
                label: <Link href={href(`/order/${order.id}`)}>{order.number}</Link>,
                value: <StandTag stage={order.stage} waitsFor={order.waitsFor} inRow />,
              }))}
            />
          </Card>
        </div>
      </div>
    </>
  )
}

function Decision({ decision }: { decision: DecisionRow }) {
  const workspace = useWorkspace()
  const href = useWorkspaceHref()
  const say = speak(workspace)
  const least = leastChangeWords(decision.leastChange, say)
  const points = decision.factors.map((one) => `${factorWords(one.factor)} ${one.points} of ${one.best}`).join(' · ')
  return (
    <li>
      <p>
        <Tag tone={decision.state === 'APPROVED' ? 'ok' : decision.state === 'REFERRED' ? 'warn' : 'plain'}>
          {decisionWords(decision)}
        </Tag>{' '}
        <Link href={href(`/order/${decision.orderId}`)}>{decision.orderNumber}</Link>, {causeWords(decision.cause)}
        {decision.points !== null && `, ${decision.points} points`}
        {decision.approvedUntil && (
          <>
            , until <Day day={decision.approvedUntil} />
          </>
        )}
        {decision.limitMinor !== null && `, limit ${say.money(decision.limitMinor)}`}
        <span className="text-ink-3">
          {' '}
          · <Instant at={decision.decidedAt ?? decision.createdAt} /> · {decision.decidedByName ?? 'Octet'} · policy
          version {decision.policyVersion}
        </span>
      </p>
      {points && <p className="text-ink-2 text-xs">{points}</p>}
      {decision.reason && <p>{creditReasonWords(decision.reason)}</p>}
      {least && <p className="text-ink-2">{least}</p>}
    </li>
  )
}
