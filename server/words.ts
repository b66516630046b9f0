import * as carrier from './carrier/words/en'
import * as catalog from './catalog/words/en'
import * as collection from './collection/words/en'
import * as credit from './credit/words/en'
import * as customer from './customer/words/en'
import * as exchange from './exchange/words/en'
import * as filing from './filing/words/en'
import * as fulfilment from './fulfilment/words/en'
import * as inventory from './inventory/words/en'
import * as invoicing from './invoicing/words/en'
import * as order from './order/words/en'
import * as organisation from './platform/organisation/words/en'
import * as platform from './platform/words/en'
import { type Manner, type Parameters, type Sentences, speak, speakForGood } from './platform/words/words'
import * as pricing from './pricing/words/en'
import * as receivable from './receivable/words/en'
import * as shipping from './shipping/words/en'
import * as supply from './supply/words/en'
import * as trial from './trial/words/en'

const rooms = [platform, organisation, customer, catalog, carrier, filing, pricing, inventory, supply]
const stages = [...rooms, order, credit, fulfilment, shipping, invoicing, collection, receivable, trial, exchange]
const sentences: Sentences = Object.assign({}, ...stages.map((stage) => stage.sentences))
const refusals: Sentences = Object.assign({}, ...stages.map((stage) => stage.refusals))

/** The names of all events that have words. */
export const eventsWithWords = Object.keys(sentences)

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** What happened, in a sentence; an event nobody has words for is read from its name. */
export function sentence(event: { name: string; payload: Parameters }, manner: Manner): string {
  const words = sentences[event.name]
  if (words) return words(event.payload, speakForGood(manner))
  return capital((event.name.split('/')[1] ?? event.name).replaceAll('.', ' '))
}

/** What a refusal means and what to do, in a sentence. */
export function refusalWords(code: string, parameters: Parameters, manner: Manner): string {
  const words = refusals[code]
  return words ? words(parameters, speak(manner)) : `This cannot be done: ${code.toLowerCase().replaceAll('_', ' ')}.`
}
