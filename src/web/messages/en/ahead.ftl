ahead-title = What is to come
ahead-lead = All schedules and ladders in force, played over the open cases until { $until }, as if no employer answered. Nothing is sent.
ahead-months = How many months
ahead-show = Play
ahead-unknown-year = The holidays of { $year } are not complete, so that some days may move.
ahead-no-schedule = No schedule for appeals or further steps is switched on, so nothing is to come.
ahead-weeks = Load by week
ahead-sum = { $mails } e-mails and { $letters } letters in all.
ahead-by = Schedules: { $names }.
ahead-week = Week from
ahead-mails = E-mails
ahead-letters = Letters
ahead-answers = Answers (estimate)
ahead-each = ±{ $count } per officer
ahead-load = Load
ahead-assumed = Assumed: cases are confirmed within 3 working days, steps approved, receipts recorded 3 working days after a notice, and data always renewed. Answers estimated: appeal 20 %, reprimand I 30 %, reprimand II 35 %.
ahead-nothing = No e-mail or letter in this time.
ahead-silent = Cases that don't move
ahead-cases = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
ahead-odd = Look at these first
ahead-odd-lead = Cases worth a look before anybody is written to.
ahead-all = All e-mails and letters
ahead-csv = Download all (CSV)
ahead-col-on = Day
ahead-col-case = Case
ahead-col-employer = Employer
ahead-col-step = Step
ahead-col-how = How
ahead-col-odd = Note
ahead-how-mail = e-mail
ahead-how-letter = letter
ahead-how-before = reminder before the term ends
ahead-how-after = reminder after the term
refusal-play-months = Choose 1 to 12 months.
