nav-matches = Matches
matches-title = Matches
matches-one = Judging a match
matches-lead = Two records that may be one firm. The program only proposes; officers judge. Until somebody has, no notice leaves because of it.
matches-filter = Filter the matches
matches-filter-waiting = All that wait
matches-filter-probable = Probable
matches-filter-possible = Possible
matches-filter-bpjs = With a record of BPJS
matches-filter-inside = Duplicates inside the registry
matches-filter-unsure = Still in doubt
matches-filter-judged = Judged
matches-judged = Newest judgements
matches-none-judged = Nothing was judged yet
matches-begin = Begin to judge
matches-look = Look at one after the other
matches-csv = Download CSV
matches-table = Pairs of records that wait for a judgement
matches-col-pair = Both records
matches-col-how = How alike, and why
matches-col-matters = What depends on it
matches-col-since = Found
matches-status-confirmed = Same identifier
matches-status-probable = Probably the same
matches-status-possible = Possibly the same
matches-doubted = Doubted { $at }
matches-holds = A verdict waits
matches-cases = { $count ->
    [one] { $count } open case
   *[other] { $count } open cases
}
matches-shown = Pairs { $first } to { $last }
matches-none = Nothing waits for a judgement
matches-none-hint = Every import of employers is compared with the whole registry; what is alike appears here.
matches-find = Look through the whole registry again
matches-find-hint = Not needed after an import: new and changed employers are looked for by themselves.
matches-found = { $count ->
    [one] { $count } like pair in the whole registry.
   *[other] { $count } like pairs in the whole registry.
}
matches-question = Is this the same firm?
matches-left = { $count ->
    [one] { $count } pair waits
   *[other] { $count } pairs wait
}
matches-not-waiting = This pair does not wait for a judgement.
matches-compare = Both records side by side
matches-agreement = Agree?
matches-agree-same = the same
matches-agree-near = alike
matches-agree-other = differ
matches-agree-unknown = not known
matches-sources = Sources
matches-verdict = Verdict
matches-people = Workers
matches-workers = { $count } workers, { $registered } registered
matches-roster = list of workers of { $day }
matches-case-row = Cases and notices
matches-case-open = open
matches-case-shut = closed
matches-no-case = No case
matches-notices = { $count ->
    [one] { $count } mail
   *[other] { $count } mails
}
matches-why = Why it is proposed
matches-as-of = as of { $day }
matches-weights = In brackets: how much it speaks for one firm (+) or for two (−); each 2.3 is ten times as likely.
matches-found-by = Found { $day } by { $model }.
matches-how-same = the same
matches-how-near = alike
matches-how-other = differs
matches-how-agrees = the same or not known
matches-how-order = the same in another order of words
matches-how-spelling = spelt a little differently
matches-how-against = no more than possible
matches-field-name = Name
matches-field-form = Legal form
matches-field-kelurahan = Kelurahan
matches-field-address = Address
matches-field-phone = Telephone
matches-field-email = E-mail
matches-field-nib = NIB
matches-field-npwp = NPWP
matches-field-code = BPJS code
matches-on-record = Judgements on record
matches-judge = Your judgement
matches-same = Same
matches-different = Different
matches-unsure = Unsure
matches-skip = Leave it for now
matches-ground = How you know
matches-words = Remarks
matches-kept = If the same, the record that stays
matches-kept-auto = The one with more identifiers
matches-kept-hint = The other one is merged into it; history, cases and mails of both stay, and they can be parted again.
matches-keys = Keys: 1 or s same, 2 or b different, 3 or r unsure, n leave, u undo the last one.
matches-said-same = One firm
matches-said-different = Two firms
matches-said-unsure = Not certain
matches-undone = taken back by { $who }, { $at }
matches-undo = Undo
matches-done-same = { $one } and { $other } are one firm now.
matches-done-different = { $one } and { $other } are on record as two firms.
matches-done-unsure = { $one } and { $other } are in doubt; the pair went to the end of the queue.
