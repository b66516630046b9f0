'use client'

import { useMutation } from '@tanstack/react-query'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { countOf } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { Link } from '@/components/ui/link'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { ImportRecord } from '@/server/exchange/queries/imports'
import type { KindName } from '@/server/exchange/rules/fields'
import { madeWords } from '@/server/exchange/words/en'
import { MendLink } from './move-in'

/** Where the records of a kind are seen. */
const seenAt: Record<KindName, [page: string, words: string]> = {
  CUSTOMERS: ['/customers', 'Customers'],
  ADDRESSES: ['/customers', 'Customers'],
  CONTACTS: ['/customers', 'Customers'],
  PRODUCTS: ['/products', 'Products'],
  STOCK: ['/fulfilment/stock', 'Stock'],
  OPEN_INVOICES: ['/receivable', 'Receivables'],
  PRICES: ['/products/prices', 'Price lists'],
  OPEN_ORDERS: ['/order', 'Orders'],
  PLANNED_RECEIPTS: ['/fulfilment/planned', 'Planned receipts'],
}

/** What became of an import. */
export function Done({ file }: { file: ImportRecord }) {
  const href = useWorkspaceHref()
  const { NEW = 0, CHANGED = 0, SAME = 0, WRONG = 0 } = file.counts ?? {}
  const stays = madeWords(file.madeStays)
  if (file.state === 'UNDONE')
    return (
      <Banner
        tone={file.kept > 0 || stays ? 'warn' : 'ok'}
        title={file.kept > 0 ? `Taken back, but ${countOf(file.kept, 'record')} stayed` : 'Taken back'}
      >
        {file.kept > 0
          ? 'They were used or changed since; the reason stands beside each row below.'
          : `What it made is gone, and what it changed is as it was${stays ? ', but for what was used or changed since' : ''}.`}
        {stays && ` Also made or changed by it, and used or changed since: ${stays}.`}
      </Banner>
    )
  return (
    <Banner
      tone={WRONG > 0 ? 'warn' : 'ok'}
      live
      title={`${NEW} added, ${CHANGED} changed`}
      action={WRONG > 0 && <MendLink file={file} />}
    >
      {SAME > 0 && `${countOf(SAME, 'row')} said nothing new. `}
      {WRONG > 0 &&
        `${countOf(WRONG, 'row')} ${WRONG === 1 ? 'is' : 'are'} wrong and ${WRONG === 1 ? 'was' : 'were'} left out. `}
      {file.kind && (
        <>
          What came in stands in <Link href={href(seenAt[file.kind][0])}>{seenAt[file.kind][1]}</Link>. You can{' '}
          <Link href={href('/settings/moving')}>send the next file</Link>.
          {file.sample.length === 0 &&
            ' It can no longer be taken back: its rows were kept for 90 days, or it came in the file of another organisation, which has none.'}
        </>
      )}
    </Banner>
  )
}

/** What can still be done with a file: throw it away, or take its import back. */
export function DoneActions({ file, onAsked }: { file: ImportRecord; onAsked: () => Promise<void> }) {
  const trpc = useTRPC()
  const router = useRouter()
  const href = useWorkspaceHref()
  const onError = useFailureToast()
  const undo = useMutation(trpc.exchange.undo.mutationOptions({ onError, onSuccess: onAsked }))
  const drop = useMutation(
    trpc.exchange.drop.mutationOptions({ onError, onSuccess: () => router.push(href('/settings/moving')) }),
  )
  if (file.state === 'DONE' && file.isLast && file.sample.length > 0)
    return (
      <ConfirmDialog
        trigger={<Button>Take it back</Button>}
        title={`Take ${file.fileName} back?`}
        description="What it added goes, and what it changed becomes as it was before. What was used or changed since stays, and you see why."
        confirmLabel="Take it back"
        onConfirm={() => undo.mutateAsync({ id: file.id })}
      />
    )
  if (file.state === 'READ' || file.state === 'CHECKED')
    return (
      <Button busy={drop.isPending} onClick={() => drop.mutate({ id: file.id })}>
        Throw the file away
      </Button>
    )
  return null
}
