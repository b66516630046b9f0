'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useOptimistic, useTransition } from 'react'
import { wholeFacts } from '@/components/order/whole-facts'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Facts } from '@/components/ui/facts'
import { formatQuantity } from '@/components/ui/format'
import { Tag } from '@/components/ui/tag'
import { Day, Money, Rate } from '@/components/ui/text'
import { outlookWords } from '@/server/order/words/en'
import { depositSums } from '@/server/order/words/en/deposit'
import { asGoods, isOne, isPiece, type Measure } from '@/server/platform/money/quantity'
import { placeLines } from '@/server/platform/place/place'
import { speak } from '@/server/platform/words/words'
import type { PortalView } from '@/server/portal/queries'
import { OrderCard } from './order-card'
import { PortalLines } from './portal-lines'

const states: Record<string, string> = {
  SENT: 'waits for your answer',
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  EXPIRED: 'expired',
  WITHDRAWN: 'withdrawn',
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const waits = (quantity: number, line: Measure & { quantity: number }, locale: string, offered = false) => {
  if (quantity === 0) return undefined
  const some = `${formatQuantity(quantity, line, locale)} of ${isPiece(line.unit) ? 'them' : 'it'}`
  const whole = quantity === line.quantity
  if (offered) return `${whole ? 'Would' : `${some} would`} wait for new stock`
  return `${whole ? 'Waits' : `${some} ${isOne(asGoods(quantity, line)) ? 'waits' : 'wait'}`} for new stock`
}

/** The offer: lines, tax, total, terms, validity, delivery day and address. After acceptance, the order. */
export function QuotePaper({ view, token }: { view: PortalView; token: string }) {
  const { quote, order, outlook, seller, newer, ticked } = view
  const router = useRouter()
  const [chosen, setChosen] = useOptimistic(ticked)
  const [reckons, startReckoning] = useTransition()
  const tick = (position: number, takes: boolean) =>
    startReckoning(() => {
      const next = takes ? [...chosen, position] : chosen.filter((one) => one !== position)
      setChosen(next)
      router.replace(`?${new URLSearchParams({ version: String(quote.versionNumber), with: next.join(',') })}`, {
        scroll: false,
      })
    })
  const money = (minor: bigint) => <Money minor={minor} currency={quote.currency} />
  const lines = order
    ? order.lines.map((line) => ({ ...line, waits: waits(line.backordered, line, seller.locale) }))
    : view.lines.map((line, index) => ({
        ...line,
        waits: waits(outlook?.waits[index] ?? 0, line, seller.locale, true),
      }))
  const sums = order ?? quote
  const title = order ? 'What you ordered' : 'What we offer'
  return (
    <>
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="font-semibold text-2xl tracking-tight">
          Quote {quote.number}
          {(quote.versionNumber > 1 || newer) && `, version ${quote.versionNumber}`}
        </h1>
        <Tag tone={quote.state === 'ACCEPTED' && !newer ? 'ok' : 'plain'}>
          {newer ? 'replaced' : (states[quote.state] ?? quote.state.toLowerCase())}
        </Tag>
        <ButtonLink
          className="ml-auto"
          href={`/api/portal/${token}/quote?version=${quote.versionNumber}`}
          target="_blank"
          rel="noreferrer"
          prefetch={false}
        >
          Quote as PDF
        </ButtonLink>
      </header>
      {newer && <Newer newer={newer} />}
      <p>For {quote.customerName}</p>
      {quote.note && <p className="whitespace-pre-line text-ink-2">{quote.note}</p>}
      {order && <OrderCard order={order} seller={seller} token={token} />}
      {outlook && (
        <Card title="When it comes">
          <p>{capital(outlookWords(outlook, view.lines, speak({ ...seller, currency: quote.currency })))}</p>
        </Card>
      )}
      <Card title={title} flush>
        <PortalLines
          label={title}
          token={token}
          lines={lines}
          currency={quote.currency}
          ticked={chosen}
          onTick={view.chooses ? tick : undefined}
        />
      </Card>
      {view.chooses && (
        <p className="text-ink-2 text-sm">
          Optional lines are not in the total until you tick them. What you accept is what is ticked then.
        </p>
      )}
      <Card>
        <Facts
          className={cn(reckons && 'opacity-60')}
          facts={[
            ...wholeFacts(sums, quote.currency, seller.locale),
            { label: 'Net', value: money(sums.netMinor) },
            ...taxFacts(order ? [] : view.taxes, sums.taxMinor, money),
            { label: 'Total', value: money(sums.grossMinor), strong: true },
            ...depositSums(view.deposits).map(([label, minor]) => ({ label, value: money(minor) })),
            { label: 'Terms of payment', value: (order ?? quote).termsName },
            shipToFact(view),
            order ? null : { label: 'Valid until', value: <Day day={quote.validUntil} style="long" /> },
            quote.acceptedBy && !newer ? { label: 'Accepted by', value: quote.acceptedBy } : null,
            quote.comment && !newer ? { label: 'Your comment', value: quote.comment } : null,
          ]}
        />
      </Card>
      <Seller seller={seller} />
      <p className="break-all font-mono text-2xs text-ink-3">
        Version {quote.versionNumber}, SHA-256 {view.hash}
        {quote.acceptedHash && !newer && <span className="block">What was accepted, SHA-256 {quote.acceptedHash}</span>}
      </p>
    </>
  )
}

/** The tax, by rate where there are several. */
const taxFacts = (taxes: PortalView['taxes'], taxMinor: bigint, money: (minor: bigint) => ReactNode) =>
  taxes.length > 1
    ? taxes.map((tax) => ({
        label: (
          <>
            Tax <Rate rate={tax.rate} />
          </>
        ),
        value: money(tax.taxMinor),
      }))
    : [{ label: 'Tax', value: money(taxMinor) }]

/** Says that this version was replaced, and leads to the newest one. */
function Newer({ newer }: { newer: NonNullable<PortalView['newer']> }) {
  return (
    <Banner
      tone="warn"
      title="A newer version of this quote exists"
      action={
        newer.ready && (
          <ButtonLink tone="go" href={`?version=${newer.number}`} prefetch={false}>
            See version {newer.number}
          </ButtonLink>
        )
      }
    >
      {newer.ready
        ? 'This one can no longer be accepted; it stays here as you were sent it.'
        : 'It is being written, and this one can no longer be accepted. We send you the new one as soon as it is ready.'}
    </Banner>
  )
}

function shipToFact({ order, outlook, seller }: PortalView) {
  const from = order ?? outlook
  if (!from || from.customerCollects) return null
  const { name, line, extra, ...place } = from.shipTo
  const abroad =
    place.country !== seller.country ? new Intl.DisplayNames(['en'], { type: 'region' }).of(place.country) : null
  const lines = [name, line, extra, ...placeLines(place), abroad].filter(Boolean)
  return {
    label: 'Ship to',
    value: line.trim() ? <span className="whitespace-pre-line">{lines.join('\n')}</span> : 'not known yet',
  }
}

/** How to reach the seller by telephone or mail. */
function Seller({ seller: { name, phone, email } }: { seller: PortalView['seller'] }) {
  if (!phone && !email) return null
  return (
    <p className="text-ink-2">
      Questions? Ask {name}:{' '}
      {phone && (
        <a className="whitespace-nowrap underline" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
          {phone}
        </a>
      )}
      {phone && email && ' · '}
      {email && (
        <a className="underline" href={`mailto:${email}`}>
          {email}
        </a>
      )}
    </p>
  )
}
