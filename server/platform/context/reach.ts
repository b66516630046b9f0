import type { Organisation } from './ctx'

type Sender = Pick<Organisation, 'name' | 'phone' | 'email'>

/** How a customer reaches the organisation, in one line; empty when it has said neither telephone nor address. */
export const reachWords = ({ phone, email }: Sender): string =>
  [phone && `Telephone ${phone}`, email].filter(Boolean).join(' · ')

/** The foot of a mail to a customer: who writes, and how they are reached. */
export const footOf = (sender: Sender): string[] => [sender.name, reachWords(sender)].filter(Boolean)
