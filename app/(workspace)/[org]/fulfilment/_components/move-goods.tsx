'use client'

import { useMay } from '@/components/may'
import { ScanField } from '@/components/shell/scan-field'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { quantityOf } from '@/components/ui/format'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Select } from '@/components/ui/select'
import { Quantity } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { InBin } from '@/server/inventory/queries/bin'
import { FloorPage } from './floor-page'
import { MoveContents } from './move-contents'
import type { MoveDraft } from './move-draft'
import { useBins } from './use-bins'
import { type AskedMove, useMove } from './use-move'

const steps = ({ from, product, to }: MoveDraft) =>
  !from
    ? 'Scan the bin in which the goods lie'
    : !product
      ? `Scan a product of ${from.code}`
      : to
        ? 'Scan one more, or another bin'
        : 'Scan one more, or the bin into which they go'

/** Moves goods from bin to bin: scan the bin, the product, and the bin into which it goes; or choose them. */
export function MoveGoods({ asked }: { asked: AskedMove }) {
  const may = useMay()
  const href = useWorkspaceHref()
  const { slug, locale } = useWorkspace()
  const { draft, change, scan, answer, contents, submit, busy, unanswered } = useMove(asked)
  const { from, product, quantity, to } = draft
  const whole = from && product && to && quantity
  return (
    <FloorPage
      crumbs={[
        { label: 'Fulfilment', href: href('/fulfilment') },
        { label: 'Put away', href: href('/fulfilment/put-away') },
      ]}
      title="Move goods"
      note="Scan the bin, the product, and the bin into which it goes"
      go={
        may('stock.receive') && {
          label: quantity && product ? `Move ${quantityOf(quantity, product, locale)}` : 'Move',
          busy,
          disabled: !whole,
          send: async () => {
            if (whole)
              await submit({
                productId: product.productId,
                fromBinId: from.id,
                toBinId: to.id,
                quantity,
                ...(product.lot ? { lot: product.lot } : {}),
              })
          },
        }
      }
      unanswered={unanswered}
    >
      <div className="flex flex-col gap-3.5">
        <ScanField label={steps(draft)} typing onScan={scan} answer={answer} />
        {product && from && <Chosen draft={draft} product={product} change={change} />}
        {from ? (
          <Card
            flush
            title={`In ${from.code}`}
            aside={
              <>
                {from.warehouseName}{' '}
                <ButtonLink
                  size="sm"
                  tone="quiet"
                  href={`/api/documents/productLabels/${from.id}?organisation=${slug}`}
                  target="_blank"
                  prefetch={false}
                >
                  Labels
                </ButtonLink>
                <Button
                  size="sm"
                  tone="quiet"
                  onClick={() => change({ from: null, product: null, quantity: null, to: null })}
                >
                  Another bin
                </Button>
              </>
            }
          >
            <MoveContents
              contents={contents}
              chosen={product ? `${product.productId}/${product.lot}` : null}
              onChoose={(one) => change({ product: one, quantity: one.quantity, to: null })}
            />
          </Card>
        ) : (
          <Card>
            <EmptyState title="From which bin?">Scan its label, or type its code and press Enter.</EmptyState>
          </Card>
        )}
      </div>
    </FloorPage>
  )
}

interface ChosenProps {
  draft: MoveDraft
  product: InBin
  change: (changes: Partial<MoveDraft>) => void
}

/** How many units of the product move, and into which bin. */
function Chosen({ draft, product, change }: ChosenProps) {
  const { from, to, quantity } = draft
  const bins = useBins(from?.warehouseId)
  const place = (id: string) => {
    const bin = bins.find((one) => one.id === id)
    change({
      to: bin && from ? { id, code: bin.code, warehouseId: from.warehouseId, warehouseName: from.warehouseName } : null,
    })
  }
  return (
    <Card
      title={product.name}
      aside={
        <>
          <Quantity value={product.quantity} of={product} /> in {from?.code}
          {product.asked > 0 && (
            <>
              , <Quantity value={product.asked} of={product} /> on pick lists
            </>
          )}
        </>
      }
    >
      <div className="flex flex-wrap items-end gap-3.5">
        <Field label="Units" required>
          <span className="flex items-center gap-2">
            <QuantityInput
              of={product}
              value={quantity}
              onValueChange={(value) => change({ quantity: value })}
              max={product.quantity}
              className="w-44 pointer-coarse:w-52"
              stepper
            />
            <Button onClick={() => change({ quantity: product.quantity })}>All</Button>
          </span>
        </Field>
        <Field
          label="Into"
          required
          hint={product.homeBin && product.homeBin !== from?.code ? `usually ${product.homeBin}` : undefined}
        >
          <Select
            className="w-40"
            value={to?.id ?? ''}
            placeholder="Choose"
            options={bins.filter((bin) => bin.id !== from?.id).map((bin) => ({ value: bin.id, label: bin.code }))}
            onChange={(event) => place(event.target.value)}
          />
        </Field>
      </div>
    </Card>
  )
}
