import { sampleDays } from '@/server/founding/rules'
import type { Day } from '@/server/platform/time/calendar'

/** How large a story is. */
export interface Scale {
  /** So many days of trade lie behind the day on which it ends. */
  days: number
  buyers: number
  /** How many of them are there from the first day. */
  firstBuyers: number
  products: number
  /** Bays in each of four aisles. */
  bays: number
  /** Orders a working day. */
  ordersOn(day: Day): number
  /** Buyers who stop paying, by their place. */
  stops(index: number): boolean
  /** How many days before the end they paid for the last time. */
  stopsBefore: number
  /** The day on which somebody turns reminders on; null leaves that to who looks at it. */
  remindersOn: number | null
  /** Whether whatever can wait for a person is made to on the last working day. */
  finale: boolean
}

/** Orders a working day, January to December: gifts are bought for Christmas. */
const season = [1.1, 1.6, 2, 1.9, 2, 2, 1.8, 1.7, 2.4, 3, 4.8, 3.2]

/** Thirteen months of a wholesaler. */
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

/** A quarter of a small trade: enough to look at everything, grown in a minute. */
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

/** A third of the wholesaler, with something on every work list: what is kept of each version, to be carried through the later ones. */
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
