'use client'

import { wholeFacts } from '@/components/order/whole-facts'
import { Bar } from '@/components/ui/bar'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Tag } from '@/components/ui/tag'
import { Day, Money, Rate } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import {
  causeWords,
  creditReasonWords,
  decisionWords,
  factorWords,
  holdWords,
  latenessWords,
  leastChangeWords,
  restWords,
} from '@/server/credit/words/en'
import type { OrderDecision, OrderRecord } from '@/server/order/queries/record'
import { awaited } from '@/server/order/rules/delivery'
import { standingDeposits } from '@/server/order/rules/returnables'
import { takenAs } from '@/server/order/words/en'
import { deliveryWords } from '@/server/order/words/en/amended'
import { sumMinor } from '@/server/platform/money/money'
import { placeLines } from '@/server/platform/place/place'
import { speak } from '@/server/platform/words/words'
import { skipWords } from '@/server/receivable/words/en'
import { servedFact } from './served-field'

/** The customer, the exposure compared with the limit, and how they pay. */
export function CustomerCard({ record: { order, lines, credit, behaviour } }: { record: OrderRecord }) {
  const href = useWorkspaceHref()
  const exposure = credit
    ? credit.openMinor + credit.shippedNotInvoicedMinor + credit.committedMinor - credit.unappliedMinor
    : 0n
  const share = credit?.limitMinor ? Number((exposure * 1000n) / credit.limitMinor) / 1000 : 0
  return (
    <Card title="Customer" aside={<Link href={href(`/customers/${order.customerId}`)}>{order.customerName}</Link>}>
      {credit?.limitMinor ? (
        <Bar
          className="mb-3"
          parts={[
            { share, tone: share > 1 ? 'bad' : 'accent', label: `${Math.round(share * 100)} % of the limit used` },
          ]}
        />
      ) : null}
      <Facts
        facts={[
          credit && {
            label: (
              <Link quiet href={href(`/credit/${order.payerId}`)}>
                Exposure
              </Link>
            ),
            value:
              credit.limitMinor === null ? (
                <Money minor={exposure} />
              ) : (
                <>
                  <Money minor={exposure} /> of <Money minor={credit.limitMinor} />
                </>
              ),
          },
          credit?.holds?.length
            ? { label: 'Hold', value: <Tag tone="bad">{credit.holds.map(holdWords).join(', ')}</Tag> }
            : null,
          { label: 'Terms', value: order.termsName },
          behaviour && { label: 'Usually pays', value: latenessWords(behaviour.medianDaysLate) },
          credit && {
            label: 'Orders',
            value: (
              <>
                {String(credit.orders)}, <Money minor={credit.ordersMinor} />
              </>
            ),
          },
          order.customerReference ? { label: 'Reference', value: order.customerReference } : null,
          order.externalNumber ? { label: 'Number before', value: order.externalNumber } : null,
          order.externalOrderedOn ? { label: 'Ordered there on', value: <Day day={order.externalOrderedOn} /> } : null,
          {
            label: 'Ship to',
            value: [order.shipTo.name, order.shipTo.line, order.shipTo.extra, ...placeLines(order.shipTo)]
              .filter(Boolean)
              .join(', '),
          },
          servedFact({ order, lines }),
          order.deliveryRule === 'PART'
            ? null
            : { label: 'When something is short', value: deliveryWords(order.deliveryRule) },
          order.requestedOn ? { label: 'Wanted on', value: <Day day={order.requestedOn} style="weekday" /> } : null,
          order.promisedOn
            ? {
                label: 'Promised',
                value: (
                  <>
                    <Day day={order.promisedOn} style="weekday" />
                    {order.requestedOn && order.promisedOn > order.requestedOn
                      ? ', the first possible day after it'
                      : ''}
                  </>
                ),
              }
            : null,
          order.movedOn
            ? {
                label: 'Arrives',
                value: (
                  <>
                    <Day day={order.movedOn} style="weekday" />, told in its place: goods come later
                  </>
                ),
              }
            : null,
          order.promisedOn &&
          order.stage !== 'CREDIT' &&
          awaited(order.deliveryRule, lines).some((line) => !line.plannedOn)
            ? { label: 'Without a day', value: 'a part waits, and nobody knows until when: the customer was told' }
            : null,
          order.note ? { label: 'Note', value: order.note } : null,
        ]}
      />
    </Card>
  )
}

/** The reasons for a credit decision, point by point. */
export function DecisionCard({ decision, told }: { decision: OrderDecision; told: OrderRecord['told'] }) {
  const workspace = useWorkspace()
  const href = useWorkspaceHref()
  const least = leastChangeWords(decision.leastChange, speak(workspace))
  return (
    <Card title="Credit decision" aside={decisionWords({ ...decision, rest: told.rest })}>
      <Facts
        facts={[
          { label: 'Why asked', value: causeWords(decision.cause) },
          ...decision.factors.map((one) => ({ label: factorWords(one.factor), value: `${one.points} of ${one.best}` })),
          decision.points !== null && { label: 'Points', value: decision.points, strong: true },
          decision.limitMinor !== null && { label: 'Limit given', value: <Money minor={decision.limitMinor} /> },
          decision.approvedUntil && decision.state === 'APPROVED'
            ? { label: 'Approved until', value: <Day day={decision.approvedUntil} style="weekday" /> }
            : null,
          decision.cause === 'APPROVAL_ENDED' && told.endedOn
            ? { label: 'Was approved until', value: <Day day={told.endedOn} style="weekday" /> }
            : null,
          told.rest
            ? {
                label: 'The rest',
                value: told.restOrderId ? (
                  <>
                    {restWords(told.rest)} as <Link href={href(`/order/${told.restOrderId}`)}>{told.restNumber}</Link>
                  </>
                ) : (
                  restWords(told.rest)
                ),
              }
            : null,
          decision.reason ? { label: 'Reason', value: creditReasonWords(decision.reason) } : null,
          decision.state !== 'REFERRED' && { label: 'Decided by', value: decision.decidedByName ?? 'Octet' },
        ]}
      />
      {least && <p className="mt-2 text-ink-2">{least}</p>}
    </Card>
  )
}

/** The total of the order, with the tax of each rate. */
export function TotalCard({ record: { order, lines, totals, proforma } }: { record: OrderRecord }) {
  const { locale } = useWorkspace()
  const depositsMinor = sumMinor(standingDeposits(lines, order.currency).map((one) => one.netMinor))
  const money = (minor: bigint) => <Money minor={minor} currency={order.currency} />
  return (
    <Card title="Total">
      <Facts
        facts={[
          ...wholeFacts(order, order.currency, locale),
          { label: 'Net', value: money(totals.netMinor) },
          depositsMinor > 0n && { label: 'Of which deposits', value: money(depositsMinor) },
          ...totals.taxes.map((tax) => ({
            label: (
              <>
                Tax <Rate rate={tax.rate} />
              </>
            ),
            value: money(tax.taxMinor),
          })),
          { label: 'Total', value: money(totals.grossMinor), strong: true },
          proforma && { label: `Pro forma ${proforma.number}`, value: <>{money(proforma.paidMinor)} paid</> },
          proforma?.state === 'OPEN' && proforma.expiresOn
            ? { label: 'To be paid by', value: <Day day={proforma.expiresOn} /> }
            : null,
          proforma?.state === 'OPEN' && proforma.heldBack
            ? { label: 'Does not lapse', value: skipWords(proforma.heldBack) }
            : null,
          order.openMinor > 0n && { label: 'Open', value: money(order.openMinor) },
        ]}
      />
    </Card>
  )
}

/** Links to the shipments, invoices and other records of the order. */
export function LinksCard({ record: { order, shipments, invoices, proforma, told } }: { record: OrderRecord }) {
  const href = useWorkspaceHref()
  const { slug } = useWorkspace()
  return (
    <Card title="Papers">
      <Facts
        facts={[
          {
            label: (
              <a
                className="text-accent underline"
                href={`/api/documents/order/${order.id}?organisation=${slug}`}
                target="_blank"
                rel="noreferrer"
              >
                {proforma?.state === 'OPEN'
                  ? 'Pro forma invoice'
                  : takenAs(order.creditState, order.waitsFor) === 'confirmed'
                    ? 'Order confirmation'
                    : 'Order as received'}
              </a>
            ),
            value: 'PDF',
          },
          told.restOfId
            ? { label: 'Rest of', value: <Link href={href(`/order/${told.restOfId}`)}>{told.restOfNumber}</Link> }
            : null,
          order.quoteId
            ? { label: 'Quote', value: <Link href={href(`/order/quotes/${order.quoteId}`)}>{order.quoteNumber}</Link> }
            : null,
          ...shipments.map((one) => ({
            label: <Link href={href(`/shipping/${one.id}`)}>{one.number}</Link>,
            value:
              one.state === 'DELIVERED'
                ? one.proof === 'ASSUMED'
                  ? 'delivered, assumed'
                  : 'delivered'
                : one.state.toLowerCase().replaceAll('_', ' '),
          })),
          ...invoices.map((one) => ({
            label: <Link href={href(`/invoicing/${one.id}`)}>{one.number}</Link>,
            value: one.settledOn ? (
              'settled'
            ) : (
              <>
                due <Day day={one.dueOn} />
              </>
            ),
          })),
        ]}
      />
    </Card>
  )
}
