'use client'

import { wholeFacts } from '@/components/order/whole-facts'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Tag } from '@/components/ui/tag'
import { Day, Money, Rate } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import { leastChangeWords } from '@/server/credit/words/en'
import type { OrderPreview } from '@/server/order/queries/preview'
import { gateWords, noPromiseWords } from '@/server/order/words/en'
import { freightWeightWords } from '@/server/order/words/en/freight'
import { sumMinor } from '@/server/platform/money/money'
import { speak } from '@/server/platform/words/words'

/** The result that the sale would have now. */
export function Outlook({
  preview,
  requestedOn,
  offers,
}: {
  preview: OrderPreview | undefined
  requestedOn: string | undefined
  /** An offer says its deposits beside the total. */
  offers?: boolean | undefined
}) {
  const workspace = useWorkspace()
  const say = speak(workspace)
  if (!preview)
    return (
      <Card title="Total">
        <p className="text-ink-3">Choose a customer and a product; prices, stock and credit appear here.</p>
      </Card>
    )
  const { totals, credit, currency, promisedOn, noPromise } = preview
  const money = (minor: bigint) => <Money minor={minor} currency={currency} />
  const why = leastChangeWords(credit.leastChange, say, false)
  const fine = credit.state === 'PASSED' || credit.state === 'NOT_NEEDED'
  const deposits = preview.deposits.length > 0 && [
    {
      label: offers ? 'Plus deposits' : 'Of which deposits',
      value: money(sumMinor(preview.deposits.map((deposit) => deposit.netMinor))),
    },
    {
      label: '',
      value: preview.deposits
        .map((deposit) => `${say.quantity(deposit.quantity, deposit)} × ${deposit.name}`)
        .join(', '),
    },
  ]
  return (
    <Card title="Total">
      <Facts
        facts={[
          ...wholeFacts(
            {
              netMinor: totals.netMinor,
              discountMinor: totals.allowanceMinor,
              chargeMinor: totals.chargeMinor,
              discountPercent: null,
              charges: preview.charges,
            },
            currency,
            workspace.locale,
          ),
          { label: 'Net', value: money(totals.netMinor) },
          ...((!offers && deposits) || []),
          ...totals.taxes.map((tax) => ({
            label: (
              <>
                Tax <Rate rate={tax.rate} />
              </>
            ),
            value: money(tax.taxMinor),
          })),
          { label: 'Total', value: money(totals.grossMinor), strong: true },
          ...((offers && deposits) || []),
          offers === true &&
            deposits !== false && { label: 'Total with deposits', value: money(preview.withDepositsMinor) },
          preview.belowMinimum !== null && {
            label: '',
            value: <Tag tone="bad">below the least of {money(preview.belowMinimum)}</Tag>,
          },
          preview.cheaperFreight !== null && {
            label: '',
            value: (
              <>
                {money(preview.cheaperFreight.missingMinor)} more, and freight is{' '}
                {preview.cheaperFreight.amountMinor === 0n ? 'free' : money(preview.cheaperFreight.amountMinor)}
              </>
            ),
          },
          preview.freightWeight !== null && {
            label: '',
            value: freightWeightWords(preview.freightWeight, say),
          },
          preview.lines.some((line) => line.cannotPromise) && {
            label: '',
            value: <Tag tone="bad">cannot be promised: order fewer, or let it wait</Tag>,
          },
          {
            label: 'Arrives',
            value: promisedOn ? (
              <Day day={promisedOn} style="weekday" />
            ) : (
              <Tag tone={noPromise === 'ADDRESS' ? 'bad' : 'warn'}>{noPromiseWords(noPromise)}</Tag>
            ),
          },
          promisedOn !== null &&
            requestedOn !== undefined &&
            promisedOn > requestedOn && { label: '', value: 'the first possible day after the wished day' },
          {
            label: 'Credit',
            value: (
              <Tag tone={fine ? 'ok' : 'warn'} className="whitespace-normal">
                {gateWords(credit, say)}
              </Tag>
            ),
          },
          why !== '' && { label: '', value: why },
          credit.limitMinor !== null && {
            label: 'Owed then',
            value: (
              <>
                {money(credit.afterMinor)} of {money(credit.limitMinor)}
              </>
            ),
          },
        ]}
      />
    </Card>
  )
}
