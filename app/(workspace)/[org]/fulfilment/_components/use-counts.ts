'use client'

import { useState } from 'react'
import { useFailure } from '@/components/failure'
import { type CountLine, type Missed, missedIn } from '@/components/fulfilment/counting'
import { byCodeOf, codesOf, meantBy, type PastedLine } from '@/components/order/meant'
import { type CountedRow, readCounted } from '@/components/order/pasted-counts'
import { useTRPCClient } from '@/components/trpc-provider'
import { useWorkspace } from '@/components/ui/workspace'
import { type CountListInput, countedMost } from '@/server/order/schema/counts'
import { refusalWords } from '@/server/words'
import { useBins } from './use-bins'
import type { CountDraft } from './use-counting'

/** A line that was scanned, or a pasted row, as it was read and tried. */
export interface CheckedRow {
  nth: number
  row: string
  bin: string
  lot: string
  product: PastedLine['product'] | null
  quantity: number
  difference: number
  lost: number
  /** Why it cannot be counted; null: it can. */
  why: string | null
  /** What is sent of it. */
  input: CountListInput['rows'][number] | null
}

interface Bin {
  id: string
  code: string
}

/** What a row means, before the server has tried it. */
function readRow(
  read: CountedRow,
  nth: number,
  bins: readonly Bin[],
  found: Parameters<typeof meantBy>[1],
): CheckedRow {
  const { row, lot, goods, isNone } = read
  const bin = bins.find(({ code }) => code.toLowerCase() === read.bin.toLowerCase())
  const meant = meantBy(goods, found)
  const product = 'product' in meant ? meant.product : null
  const quantity = 'product' in meant && !isNone ? meant.quantity : 0
  const checked = { nth, row, bin: bin?.code ?? read.bin, lot, product, quantity, difference: 0, lost: 0 }
  if (!bin) return { ...checked, why: `This warehouse has no bin ${read.bin}.`, input: null }
  if ('why' in meant)
    return { ...checked, why: goods.readings.length === 0 ? 'No quantity can be read in it.' : meant.why, input: null }
  if (quantity > countedMost) return { ...checked, why: 'No bin holds that many.', input: null }
  const input = { productId: meant.product.value, binId: bin.id, quantity, ...(lot && { lot: { number: lot } }) }
  return { ...checked, why: null, input }
}

/** A line that was counted by scan, before the server has tried it. */
function scannedRow({ bin, product, quantity, lot, expiresOn }: CountLine, nth: number): CheckedRow {
  const { productId, sku, name, unit, places, packs, tracking } = product
  const why =
    quantity === null
      ? 'Write how many lie there.'
      : tracking !== 'NONE' && !lot.trim()
        ? `Write its ${tracking === 'SERIAL' ? 'serial number' : 'lot'}.`
        : null
  const named = { number: lot.trim(), ...(expiresOn && { expiresOn }) }
  return {
    nth,
    row: sku,
    bin: bin.code,
    lot,
    product: { value: productId, label: name, note: sku, unit, places, packs },
    quantity: quantity ?? 0,
    difference: 0,
    lost: 0,
    why,
    input: why ? null : { productId, binId: bin.id, quantity: quantity ?? 0, ...(named.number && { lot: named }) },
  }
}

interface Checked {
  /** What was looked at; what is counted since then is looked at again. */
  of: Pick<CountDraft, 'lines' | 'bins' | 'text' | 'warehouseId'>
  rows: CheckedRow[]
  /** What lies in the scanned bins by the books and was not counted. */
  missed: Missed[]
}

/** Reads a count, and tries on the server what it would change; nothing is counted by that. The scanned lines stand before the pasted rows. */
export function useCounts({ warehouseId, lines, bins: scanned, text }: CountDraft) {
  const client = useTRPCClient()
  const failure = useFailure()
  const manner = useWorkspace()
  const bins = useBins(warehouseId ?? undefined)
  const [checked, setChecked] = useState<Checked | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const tried = async (): Promise<CheckedRow[]> => {
    const read = readCounted(text, manner.locale)
    const codes = codesOf(read.map(({ goods }) => goods))
    const found = byCodeOf(codes.length > 0 ? await client.catalog.byCode.query({ codes }) : [])
    const rows = [
      ...lines.map((line, at) => scannedRow(line, at + 1)),
      ...read.map((one, at) => readRow(one, lines.length + at + 1, bins, found)),
    ]
    const sent = rows.flatMap(({ input }) => (input ? [input] : []))
    if (sent.length === 0) return rows
    const input = { ...(warehouseId && { warehouseId }), rows: sent }
    const answers = (await client.order.tryCounts.query(input)).rows.values()
    const numbers = rows.filter((row) => row.input).map(({ nth }) => nth)
    return rows.map((row) => {
      const answer = row.input ? answers.next().value : null
      if (!answer) return row
      const { refused, difference, lost } = answer
      if (!refused) return { ...row, difference, lost }
      // The server numbers the rows that it was sent; the person sees all of them.
      const { first } = refused.parameters
      const parameters =
        typeof first === 'number' ? { ...refused.parameters, first: numbers[first - 1] ?? first } : refused.parameters
      return { ...row, why: refusalWords(refused.code, parameters, manner), input: null }
    })
  }
  const missing = async (rows: readonly CheckedRow[]): Promise<Missed[]> => {
    const found = await Promise.all(scanned.map(({ code }) => client.inventory.binsByCode.query({ code })))
    const there = scanned.flatMap(({ id }, at) => found[at]?.filter((bin) => bin.id === id) ?? [])
    const counted = rows.map(({ bin, product, lot }) => ({
      binId: there.find(({ code }) => code === bin)?.id ?? '',
      productId: product?.value ?? '',
      lot: lot.trim(),
    }))
    return missedIn(there, counted)
  }
  const check = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const rows = await tried()
      setChecked({ of: { lines, bins: scanned, text, warehouseId }, rows, missed: await missing(rows) })
    } catch (error) {
      setProblem(failure(error).text)
    }
    setBusy(false)
  }
  const { of } = checked ?? {}
  const asChecked =
    of?.lines === lines && of.bins === scanned && of.text === text && of.warehouseId === warehouseId ? checked : null
  return { checked: asChecked, problem, busy, check, many: lines.length + readCounted(text, manner.locale).length }
}
