/** One measured figure; `better` says which way is better. */
export interface Figure {
  bench: string
  figure: string
  value: number
  unit: string
  goal: number | null
  better: 'higher' | 'lower'
}

/** Runs `work` for this many milliseconds on this many parallel workers; answers the runs per second. */
export async function rate(hands: number, forMs: number, work: (turn: number) => Promise<unknown>): Promise<number> {
  const until = performance.now() + forMs
  const started = performance.now()
  let turns = 0
  const hand = async () => {
    while (performance.now() < until) await work(turns++)
  }
  await Promise.all(Array.from({ length: hands }, hand))
  return (turns * 1000) / (performance.now() - started)
}

/** The value below which this share of the samples is. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
