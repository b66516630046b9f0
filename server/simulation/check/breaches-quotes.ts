/** By what the database owner breaks the rules about quotes on purpose. */
export const quoteBreaches: [rule: number, what: string, ...deeds: string[]][] = [
  [
    3,
    'a line that names no product is a service with a text of its own',
    "UPDATE order_line SET description = '' WHERE product_id IN (SELECT id FROM product WHERE free_text)",
  ],
  [
    9,
    'a quote that was sent is kept as it was sent: the sums, the last day and the hash',
    'UPDATE quote SET gross_minor = gross_minor + 1',
  ],
  [
    9,
    'a quote that was sent is kept as it was sent: the sums, the last day and the hash',
    'ALTER TABLE quote_version DROP CONSTRAINT quote_version_hash_check',
    "UPDATE quote_version SET hash = 'x'",
  ],
  [
    9,
    'the answer to a quote stands with the version that was answered',
    'UPDATE quote_version SET answer = NULL, answered_by = NULL, answered_at = NULL, accepted = NULL, accepted_hash = NULL',
  ],
  [
    9,
    'what was accepted of a quote that left a choice is kept with its hash, and is what was offered of it',
    'UPDATE quote_version SET accepted = NULL, accepted_hash = NULL',
  ],
]
