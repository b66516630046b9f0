import { doubleSubmit, lastCredit, lastUnit } from './goods-and-credit'
import { oneInvoiceNumber } from './invoice'
import { hold, type Race } from './race'
import { oneReminder } from './reminder'

const named = <Verb>(race: Race<Verb>) => ({ name: race.name, run: (rounds: number) => hold(race, rounds) })

/** Every race. `run` answers one line for each fault. */
export const races = [
  named(lastUnit),
  named(lastCredit),
  named(doubleSubmit),
  named(oneReminder),
  named(oneInvoiceNumber),
]
