'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { useShortcut } from '@/components/ui/shortcuts'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Instant } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { OrderTabs } from './order-tabs'

/** The orders that somebody of the team has begun and put by. */
export function DraftList() {
  const trpc = useTRPC()
  const router = useRouter()
  const href = useWorkspaceHref()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const { data: drafts } = useSuspenseQuery(trpc.draft.list.queryOptions())
  useShortcut('n', 'New order', () => router.push(href('/order/new')))
  const discard = useMutation(
    trpc.draft.discard.mutationOptions({ onError, onSettled: () => queries.invalidateQueries() }),
  )
  const enter = (
    <ButtonLink href={href('/order/new')} tone="go" shortcut="N">
      New order
    </ButtonLink>
  )
  return (
    <>
      <PageHead title="Drafts" go={enter} />
      <OrderTabs />
      <Card flush>
        {drafts.length === 0 ? (
          <EmptyState title="Orders that you put by will be here.">
            “Save draft” on the form of an order keeps it for the whole team.
          </EmptyState>
        ) : (
          <Table label="Drafts">
            <TableHead>
              <Row>
                <HeadCell grow>Customer</HeadCell>
                <HeadCell numeric>Lines</HeadCell>
                <HeadCell importance="medium">Note</HeadCell>
                <HeadCell>Saved</HeadCell>
                <HeadCell>
                  <span className="sr-only">Throw away</span>
                </HeadCell>
              </Row>
            </TableHead>
            <TableBody>
              {drafts.map((draft) => (
                <Row key={draft.id}>
                  <Cell grow>
                    <Link href={href(`/order/new?draft=${draft.id}`)}>{draft.customerName ?? 'No customer yet'}</Link>
                  </Cell>
                  <Cell numeric>{draft.lines}</Cell>
                  <Cell importance="medium" className="max-w-60 truncate text-ink-2">
                    {draft.note ?? '–'}
                  </Cell>
                  <Cell>
                    <Instant at={draft.savedAt} />
                    <span className="block text-ink-3 text-xs">{draft.savedByName ?? 'the program'}</span>
                  </Cell>
                  <Cell>
                    <ConfirmDialog
                      trigger={
                        <Button size="sm" tone="quiet" aria-label="Throw the draft away">
                          ✕
                        </Button>
                      }
                      title="Throw this draft away?"
                      description={`${draft.customerName ?? 'No customer yet'}, ${countOf(draft.lines, 'line')}. Nobody can bring it back.`}
                      confirmLabel="Throw it away"
                      danger
                      onConfirm={() => discard.mutateAsync({ id: draft.id })}
                    />
                  </Cell>
                </Row>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
    </>
  )
}
