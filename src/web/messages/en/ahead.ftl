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
ahead-agreed = { $count ->
    [one] Plan approved: one notice.
   *[other] Plan approved: { $count } notices.
}

plan-ask = Approve this plan …
plan-title = Approve a plan
plan-lead = All notices to come up to { $until }, odd ones first. What is carried out may be less than this list, never more.
plan-content = What the plan holds
plan-table = Notices in the plan
plan-sum = { $count } notices to { $employers } employers: { $mails } e-mails and { $letters } letters. Several notices to one employer on the same day become one e-mail.
plan-shown = The first { $count } are shown here; the file has all.
plan-agree-note = Each step is taken on its date above at the earliest, if its case has not changed by then, the evidence is fresh, receipt is proved and the term is over. Employers that comply, answer or dispute leave the plan. This plan replaces an earlier one and can be taken back under Approvals.
plan-others = E-mails that are not on the list
plan-others-sent = Go out when they are due; only letters keep to the plan
plan-others-held = Wait while the plan stands, appeals of new cases included
plan-count = Number of notices in the plan
plan-count-hint = Type the number in this page's title.
plan-do = Approve the plan
plan-fault-count = The number differs: this plan holds { $count } notices.
plan-fault-others = Choose what becomes of e-mails that are not on the list.
plan-standing = The plan that stands
plan-standing-line = Approved by { $who } on { $at }, valid until { $until }.
plan-to-approvals = See it or take it back under Approvals
refusal-plan-empty = There is no notice in this time, so there is nothing to approve.
