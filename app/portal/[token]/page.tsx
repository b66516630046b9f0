import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { addressOf } from '@/app/_server/address'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { WorkspaceProvider } from '@/components/ui/workspace'
import { Refusal } from '@/server/platform/context/errors'
import { type PortalView, portalView } from '@/server/portal/queries'
import { portalInput } from '@/server/portal/schema'
import { QuoteAnswer } from './_components/quote-answer'
import { QuotePaper } from './_components/quote-paper'

export const metadata: Metadata = {
  title: 'Your quote',
  referrer: 'no-referrer',
  robots: { index: false, follow: false },
}

async function viewOf(
  token: string,
  { version, with: ticked }: Readonly<Record<string, string | undefined>>,
): Promise<PortalView | null> {
  const parsed = portalInput.safeParse({
    token,
    ...(version ? { version: Number(version) } : {}),
    ...(ticked ? { ticked: ticked.split(',').map(Number) } : {}),
  })
  if (!parsed.success) return null
  const incoming = await headers()
  return portalView(
    parsed.data,
    addressOf((name) => incoming.get(name)),
  ).catch((error: unknown) => {
    // An outage must not look like a void link.
    if (error instanceof Refusal && error.kind === 'NOT_FOUND') return null
    throw error
  })
}

interface Props {
  params: Promise<{ token: string }>
  searchParams: PageSearch
}

/** The page of a customer's link, without signing in. Every void link answers as a page that does not exist. */
export default async function Portal({ params, searchParams }: Props) {
  const { token } = await params
  const view = await viewOf(token, await searchOf(searchParams))
  if (!view) notFound()
  const { seller, quote } = view
  return (
    <WorkspaceProvider value={{ slug: '', personId: '', ...seller, currency: quote.currency }}>
      <main id="content" className="mx-auto flex max-w-3xl flex-col gap-4 px-4 py-8">
        <p className="font-semibold text-ink-2">{seller.name}</p>
        <QuotePaper view={view} token={token} />
        <QuoteAnswer
          key={quote.versionNumber}
          token={token}
          version={quote.versionNumber}
          state={view.newer ? 'REPLACED' : quote.state}
          gone={quote.validUntil < seller.today}
          referenced={quote.referenceRequired}
          ticked={view.ticked}
        />
      </main>
    </WorkspaceProvider>
  )
}
