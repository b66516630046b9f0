/** An amount, and its chance to come in each week. */
interface Chancy {
  minor: number
  chance: readonly number[]
}

const times = 400
/** With more amounts than this, only the largest are drawn one by one; the sum of the others is nearly certain. */
const many = 1000
const drawnOneByOne = 500

/** A small repeatable random generator (mulberry32), so that the same facts give the same forecast. */
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

/** Draws for one amount in which week it comes, if in any. */
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

/** Draws many small amounts at once: their sum is normally distributed with the same mean and variance. */
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

/** Repeated draws of the money in each week. The same seed and amounts give the same draws. */
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
    /** The percentiles of each week's draws. */
    percentiles(...parts: number[]): bigint[][] {
      return sums.map((sum) => {
        const rising = sum.slice().sort()
        return parts.map((part) => percentile(rising, part))
      })
    },
  }
}
