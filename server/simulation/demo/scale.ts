import { sampleDays } from '@/server/founding/rules'
import type { Day } from '@/server/platform/time/calendar'

/** How large a story is. */
export interface Scale {
  /** The number of days of trade before the story ends. */
  days: number
  buyers: number
  /** The number of buyers on the first day. */
  firstBuyers: number
  products: number
  /** Bays in each of four aisles. */
  bays: number
  /** The number of orders on a working day. */
  ordersOn(day: Day): number
  /** Whether the buyer with this index stops paying. */
  stops(index: number): boolean
  /** The number of days before the end on which they paid for the last time. */
  stopsBefore: number
  /** The day on which somebody turns reminders on; null leaves it to the person who tries the sample. */
  remindersOn: number | null
  /** Whether the last working day makes one case for every work list. */
  finale: boolean
}

/** Orders a working day, January to December: gifts are bought for Christmas. */
const season = [1.1, 1.6, 2, 1.9, 2, 2, 1.8, 1.7, 2.4, 3, 4.8, 3.2]

/** Thirteen months of a wholesaler's trade. */
export const wholesaler: Scale = {
  days: 396,
  buyers: 100,
  firstBuyers: 70,
  products: 300,
  bays: 5,
  ordersOn: (day) => season[Number(day.slice(5, 7)) - 1] ?? 2,
  stops: (index) => index % 29 === 17,
  stopsBefore: 130,
  remindersOn: 190,
  finale: false,
}

/** A quarter of a small trade: enough to see everything, and grown in a minute. */
export const quarter: Scale = {
  days: sampleDays,
  buyers: 32,
  firstBuyers: 24,
  products: 80,
  bays: 2,
  ordersOn: () => 1.9,
  stops: (index) => [4, 9, 16].includes(index),
  stopsBefore: 1000,
  remindersOn: null,
  finale: true,
}

/**
 * A third of the wholesaler's size, with a case on every work list. The dump of each version is grown at this scale and
 * carried through later migrations.
 */
export const specimen: Scale = {
  ...wholesaler,
  days: 130,
  buyers: 40,
  firstBuyers: 30,
  products: 90,
  bays: 3,
  stops: (index) => index % 13 === 7,
  stopsBefore: 70,
  remindersOn: 45,
  finale: true,
}
