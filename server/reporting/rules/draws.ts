/** An amount, and the chance that it comes in each week. */
interface Chancy {
  minor: number
  chance: readonly number[]
}

const times = 400
/** Of more amounts than this only the largest so many are drawn one by one: the rest of them are as good as certain together. */
const many = 1000
const drawnOneByOne = 500

/** A small repeatable generator (mulberry32), so that the same facts give the same forecast. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const percentile = (rising: Float64Array, part: number) =>
  BigInt(Math.round(rising[Math.round(part * (rising.length - 1))] ?? 0))

/** Has one amount come, in each draw, in one of the weeks or in none. */
function drawOne(sums: readonly Float64Array[], { minor, chance }: Chancy, random: () => number): void {
  const inside = chance.reduce((sum, one) => sum + one, 0)
  if (inside === 0) return
  for (let draw = 0; draw < times; draw++) {
    let left = random()
    if (left >= inside) continue
    for (let week = 0; week < sums.length; week++) {
      left -= chance[week] ?? 0
      if (left >= 0) continue
      const sum = sums[week] as Float64Array
      sum[draw] = (sum[draw] ?? 0) + minor
      break
    }
  }
}

/** Many small amounts at once: their sum is spread as the bell curve of the same middle and width. */
function drawTogether(sums: readonly Float64Array[], amounts: readonly Chancy[], random: () => number): void {
  sums.forEach((sum, week) => {
    let [mean, variance] = [0, 0]
    for (const { minor, chance } of amounts) {
      const likely = chance[week] ?? 0
      mean += minor * likely
      variance += minor * minor * likely * (1 - likely)
    }
    const width = Math.sqrt(variance)
    for (let draw = 0; draw < times; draw++) {
      const bell = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
      sum[draw] = (sum[draw] ?? 0) + Math.max(0, mean + width * bell)
    }
  })
}

/** Repeated draws of what comes in each of so many weeks; the same seed and amounts draw the same. */
export function newDraws(weeks: number, seed: number) {
  const sums = Array.from({ length: weeks }, () => new Float64Array(times))
  const random = generator(seed)
  return {
    add(amounts: readonly Chancy[]): void {
      if (amounts.length <= many) for (const amount of amounts) drawOne(sums, amount, random)
      else {
        const falling = [...amounts].sort((a, b) => b.minor - a.minor)
        for (const amount of falling.slice(0, drawnOneByOne)) drawOne(sums, amount, random)
        drawTogether(sums, falling.slice(drawnOneByOne), random)
      }
    },
    /** Per week what of the draws is below each of the parts. */
    percentiles(...parts: number[]): bigint[][] {
      return sums.map((sum) => {
        const rising = sum.slice().sort()
        return parts.map((part) => percentile(rising, part))
      })
    },
  }
}
