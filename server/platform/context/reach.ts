import type { Organisation } from './ctx'

type Sender = Pick<Organisation, 'name' | 'phone' | 'email'>

/** The line that says how customers reach the organisation; empty when it has given neither telephone nor address. */
export const reachWords = ({ phone, email }: Sender): string =>
  [phone && `Telephone ${phone}`, email].filter(Boolean).join(' · ')

/** The foot of a mail to a customer: the sender and how to reach it. */
export const footOf = (sender: Sender): string[] => [sender.name, reachWords(sender)].filter(Boolean)
