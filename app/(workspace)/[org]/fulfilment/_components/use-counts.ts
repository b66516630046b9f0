'use client'

import { useState } from 'react'
import { useFailure } from '@/components/failure'
import { byCodeOf, codesOf, meantBy, type PastedLine } from '@/components/order/meant'
import { type CountedRow, readCounted } from '@/components/order/pasted-counts'
import { useTRPCClient } from '@/components/trpc-provider'
import { useWorkspace } from '@/components/ui/workspace'
import { type CountListInput, countedMost } from '@/server/order/schema/counts'
import { refusalWords } from '@/server/words'
import { useBins } from './use-bins'

/** A row of a count list as it was read and tried. */
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

/** Reads a count list, and tries on the server what it would change; nothing is counted by that. */
export function useCounts(warehouseId: string | undefined) {
  const client = useTRPCClient()
  const failure = useFailure()
  const manner = useWorkspace()
  const bins = useBins(warehouseId)
  const [rows, setRows] = useState<CheckedRow[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const tried = async (text: string): Promise<CheckedRow[]> => {
    const read = readCounted(text, manner.locale)
    const codes = codesOf(read.map(({ goods }) => goods))
    const found = byCodeOf(codes.length > 0 ? await client.catalog.byCode.query({ codes }) : [])
    const checked = read.map((one, at) => readRow(one, at + 1, bins, found))
    const sent = checked.flatMap(({ input }) => (input ? [input] : []))
    if (sent.length === 0) return checked
    const answers = (await client.order.tryCounts.query({ warehouseId, rows: sent })).rows.values()
    const numbers = checked.filter(({ input }) => input).map(({ nth }) => nth)
    return checked.map((row) => {
      const answer = row.input ? answers.next().value : null
      if (!answer) return row
      const { refused, difference, lost } = answer
      if (!refused) return { ...row, difference, lost }
      // The server numbers the rows that it was sent; the person sees those that were pasted.
      const { first } = refused.parameters
      const parameters =
        typeof first === 'number' ? { ...refused.parameters, first: numbers[first - 1] ?? first } : refused.parameters
      return { ...row, why: refusalWords(refused.code, parameters, manner), input: null }
    })
  }
  const check = async (text: string) => {
    setBusy(true)
    setProblem(null)
    try {
      setRows(await tried(text))
    } catch (error) {
      setProblem(failure(error).text)
    }
    setBusy(false)
  }
  return { rows, problem, busy, check, forget: () => setRows(null) }
}
