import { useSearchParams } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { countOf } from '@/components/ui/format'
import { toastError } from '@/components/ui/toast'
import { goodsOf, type TransferDraft, withMore } from './transfer-draft'

type Change = (changes: (before: TransferDraft) => Partial<TransferDraft>) => void

/**
 * Fills an empty transfer with what its address proposes. One that was begun before stays, and a banner offers to put the proposal in its
 * place.
 */
export function useProposed(draft: TransferDraft, change: Change): ReactNode {
  const client = useTRPCClient()
  const search = useSearchParams()
  const begun = useRef(false)
  const [from, to, goods] = [search.get('from') ?? '', search.get('to') ?? '', goodsOf(search)]
  const fill = async (anew: boolean) => {
    const found = await Promise.all(
      goods.map(({ sku }) => client.inventory.byCode.query({ code: sku, warehouseId: from })),
    )
    change((before) => {
      if (!anew && before.lines.length > 0) return {}
      const lines = found.reduceRight<TransferDraft['lines']>(
        (all, product, index) => (product ? withMore(all, product, goods[index]?.quantity ?? 0) : all),
        [],
      )
      return { from, to, lines }
    })
  }
  const ask = (anew: boolean) =>
    fill(anew).catch(() => toastError('The proposed products could not be looked up. Open the page again.'))
  useEffect(() => {
    if (begun.current || goods.length === 0) return
    begun.current = true
    void ask(false)
  })
  const lacks = goods.filter(({ sku }) => !draft.lines.some((line) => line.product.sku === sku))
  if (goods.length === 0 || draft.lines.length === 0 || lacks.length === 0) return null
  return (
    <Banner
      tone="warn"
      title="A transfer that was begun before stands here"
      action={
        <Button size="sm" onClick={() => void ask(true)}>
          Take the proposal in its place
        </Button>
      }
    >
      The proposal has {countOf(goods.length, 'product')}.
    </Banner>
  )
}
