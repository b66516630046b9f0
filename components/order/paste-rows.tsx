'use client'

import { useState } from 'react'
import { useFailure } from '@/components/failure'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { countOf } from '@/components/ui/format'
import { Textarea } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { useWorkspace } from '@/components/ui/workspace'
import type { AskedProduct } from '@/server/catalog/queries/found'
import type { Pack } from '@/server/catalog/rules'
import { decimalToQuantity, type Measure } from '@/server/platform/money/quantity'
import { packName } from '@/server/platform/words/packs'
import { unitMark } from '@/server/platform/words/units'
import { type PastedRow, pastedAtMost, readPasted } from './pasted'

/** A pasted row whose product and quantity are known. */
export interface PastedLine {
  product: Measure & { value: string; label: string; note: string; packs: readonly Pack[] }
  /** In smallest units of the product. */
  quantity: number
  /** The pack in which it is written, by its code. */
  pack?: string
  /** A plain decimal; empty when the row has none. */
  unitPrice: string
}

/** A line, the row it stands for, and the archived product that the row names, whose successor is taken. */
type ReadLine = PastedLine & { row: string; insteadOf: string | null }

interface PasteRowsProps {
  /** Puts the rows into the list; a row for which it answers a sentence stays in the field with that reason. */
  onLines: (lines: PastedLine[]) => Promise<readonly (string | null)[]>
  /** The words about a third column; left out, there is none. */
  price?: string
  /** Whose own numbers are read too. */
  customerId?: string | undefined
}

interface Unread {
  row: string
  why: string
}

/** The line that a pasted row stands for, or the reason why it stands for none. */
function meantBy({ row, readings }: PastedRow, found: ReadonlyMap<string, AskedProduct[]>): ReadLine | Unread {
  const one = readings.find(({ code }) => found.get(code)?.length === 1)
  const product = one && found.get(one.code)?.[0]
  if (one && product) {
    const { unit, places, packs } = product
    // A pack is written in the row, or its barcode is.
    const named = one.pack ?? product.pack
    const pack = packs.find((known) => known.unit === named)
    if (one.pack && !pack) return { row, why: `${product.sku} has no ${packName(one.pack)}.` }
    if (one.mark && ![unitMark(unit, true), unitMark(unit)].includes(one.mark))
      return { row, why: `${product.sku} is sold ${unitMark(unit) ? `by the ${unitMark(unit, true)}` : 'in pieces'}.` }
    const quantity = pack
      ? (decimalToQuantity(String(one.quantity), 0) ?? 0) * pack.quantity
      : decimalToQuantity(String(one.quantity), places)
    if (!quantity)
      return { row, why: `${product.sku} is sold ${places ? `with ${places} decimal places` : 'in whole numbers'}.` }
    return {
      row,
      product: { value: product.id, label: product.name, note: product.sku, unit, places, packs },
      quantity,
      ...(pack && { pack: pack.unit }),
      unitPrice: one.unitPrice,
      insteadOf: product.insteadOf,
    }
  }
  if (readings.length === 0) return { row, why: 'No quantity or price can be read in it.' }
  const several = readings.map(({ code }) => found.get(code)).find((products) => products && products.length > 1)
  if (several)
    return {
      row,
      why: `It may be ${several
        .slice(0, 3)
        .map(({ name, sku }) => `${name} (${sku})`)
        .join(', ')}${several.length > 3 ? ' or another' : ''}: write the SKU.`,
    }
  return { row, why: 'No product has this code or name.' }
}

/** What was taken in the place of archived products, in words. */
const replaced = (lines: readonly ReadLine[]) =>
  lines.flatMap(({ insteadOf, product }) => (insteadOf ? [`${product.note} in place of ${insteadOf}`] : [])).slice(0, 5)

/**
 * Reads many lines at once from a spreadsheet or mail into any list of products. Rows that cannot be read or found stay in the field, each with
 * the reason.
 */
export const PasteRows = (props: PasteRowsProps) => (
  <DialogButton
    button={
      <Button size="sm" tone="quiet">
        Paste lines…
      </Button>
    }
  >
    {(close) => <PasteDialog {...props} close={close} />}
  </DialogButton>
)

function PasteDialog({ onLines, price, customerId, close }: PasteRowsProps & { close: () => void }) {
  const client = useTRPCClient()
  const failure = useFailure()
  const { locale } = useWorkspace()
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [left, setLeft] = useState<{ taken: number; rows: Unread[] } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const rows = readPasted(text, locale)
  const take = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const codes = [...new Set(rows.flatMap(({ readings }) => readings.map(({ code }) => code.slice(0, 200))))]
      const found = new Map<string, AskedProduct[]>()
      for (const one of await client.catalog.byCode.query({ codes, customerId }))
        found.set(one.code, [...(found.get(one.code) ?? []), one])
      const meant = rows.map((row) => meantBy(row, found))
      const lines = meant.filter((one) => 'product' in one)
      const said =
        lines.length > 0 ? await onLines(lines.map(({ row: _row, insteadOf: _archived, ...line }) => line)) : []
      const refused = lines.flatMap(({ row }, index) => (said[index] ? [{ row, why: said[index] }] : []))
      const unread = [...meant.filter((one) => 'why' in one), ...refused]
      const taken = lines.length - refused.length
      setText(unread.map(({ row }) => row).join('\n'))
      setLeft(unread.length > 0 ? { taken, rows: unread } : null)
      if (unread.length === 0) {
        toast([`${countOf(taken, 'line')} taken`, ...replaced(lines)].join('; '))
        close()
      }
    } catch (error) {
      setProblem(failure(error).text)
    }
    setBusy(false)
  }
  return (
    <Dialog
      open
      onOpenChange={close}
      title="Paste lines"
      description={`One product in each row, as a spreadsheet or a mail has them: ${customerId ? 'their own number, ' : ''}SKU, barcode or name, how many${price ? `, and ${price}` : ''}.`}
      actions={
        <Button tone="go" busy={busy} disabled={rows.length === 0 || rows.length > pastedAtMost} onClick={take}>
          {rows.length > 0 ? `Take ${countOf(rows.length, 'line')}` : 'Take the lines'}
        </Button>
      }
    >
      {problem && (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      )}
      {left && (
        <Banner tone="warn" live title={`${countOf(left.taken, 'line')} taken, ${left.rows.length} not`}>
          <ul className="mt-1 flex flex-col gap-0.5">
            {left.rows.slice(0, 20).map(({ row, why }, index) => (
              <li key={index}>
                <span className="font-mono text-xs">{row.length > 60 ? `${row.slice(0, 60)}…` : row}</span>: {why}
              </li>
            ))}
            {left.rows.length > 20 && <li>… and {left.rows.length - 20} more.</li>}
          </ul>
        </Banner>
      )}
      <Field
        label="Lines"
        required
        error={rows.length > pastedAtMost ? `At most ${pastedAtMost} lines at once.` : undefined}
      >
        <Textarea
          rows={10}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="font-mono"
          placeholder={'MG-1001\t24\n12 x MG-1046\n2 cases MG-1001\n1.25 kg Coffee beans'}
        />
      </Field>
    </Dialog>
  )
}
