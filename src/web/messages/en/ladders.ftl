ladders-title = Ladders
ladders-lead = The steps that each case takes, their terms, and how firms are told. A running case stays on the version it was opened with.
ladders-edit = Change the ladder
ladders-edit-lead = Tick the steps in use. Each change is saved as a new version; open cases don't move by themselves.
ladders-name = Name of the ladder
ladders-version = Version { $version }
ladders-shipped = came with the program
ladders-cases = { $count ->
    [one] { $count } open case
   *[other] { $count } open cases
}
ladders-earlier = Earlier versions
ladders-show-version = Show version { $version }
ladders-step = Step
ladders-col-term = Term
ladders-col-notice = Told by
ladders-col-reminders = Reminders
ladders-col-next = Next step
ladders-term = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
ladders-no-term = no term
ladders-recorded = taken by others, only recorded
ladders-apart = no step leads here
ladders-notice-none = within the office
ladders-notice-mail = e-mail
ladders-notice-letter = letter
ladders-reminder-before = { $count } days before the end
ladders-reminder-after = { $count } days after the end
ladders-reminders-short = Reminders { $days } days
ladders-end = The end (the ladder stops)
ladders-field-term = Term (working days)
ladders-field-reminders-hint = For example -3, 1
ladders-preview = Preview
ladders-preview-title = Preview of what was typed
ladders-now = What stands now
ladders-as-table = As a table
ladders-save = Save as a new version
ladders-save-note = What is saved holds for cases opened afterwards.
ladders-saved = Saved as version { $version }. Open cases stay on theirs.
ladders-same = It says what the newest version says; nothing was saved.
ladders-stale = Somebody else saved this ladder after you opened it.
ladders-stale-what = Compare the two. If you save, what you typed becomes the next version.
ladders-theirs = What was saved
ladders-yours = What you typed
ladders-move = Move cases to the newest version
ladders-move-link = Move to the newest version
ladders-move-lead = { $count ->
    [one] { $count } open case moves from version { $from } to version { $to } and keeps its step.
   *[other] { $count } open cases move from version { $from } to version { $to } and keep their steps.
}
ladders-move-note = Terms that run don't change. Cases on a step that the new version lacks stay on their version.
ladders-move-do = { $count ->
    [one] Move { $count } case
   *[other] Move { $count } cases
}
ladders-moved = { $count ->
    [one] { $count } case was moved to the newest version.
   *[other] { $count } cases were moved to the newest version.
}
ladders-fault-days = Write the number of working days in digits.
ladders-fault-reminders = Write numbers with commas between them, such as -3, 1.
ladders-fault-empty = A ladder must have steps.
ladders-fault-no_verification = A ladder begins with the verification; tick that step.
ladders-fault-twice = { $step } stands there twice.
ladders-fault-leads_nowhere = { $step } leads to a step that isn't ticked.
ladders-fault-loop = This step leads back to { $step }; a ladder must end.
ladders-fault-unreached = No step leads to { $step }; connect it or untick it.
ladders-fault-backwards = { $step } leads to a gentler step.
ladders-fault-no_term = { $step } needs a term, because a step of the city follows it.
ladders-fault-bad_term = The term of { $step } must be 1 to { $days } working days.
ladders-fault-bad_notice = That is no way to tell a firm of { $step }: reprimands and reports go by letter, appeals by e-mail or letter, the rest reaches nobody.
ladders-fault-bad_reminder = Reminders of { $step } must lie within its term or at most 10 working days behind it, none twice, at most { $most }.
ladders-ahead = If it held for the open cases, in the next { $months } months, beside the ladder in force:
ladders-ahead-more = { $count ->
    [one] { $count } e-mail or letter more
   *[other] { $count } e-mails or letters more
}
ladders-ahead-fewer = { $count ->
    [one] { $count } e-mail or letter fewer
   *[other] { $count } e-mails or letters fewer
}
ladders-ahead-moved = { $count ->
    [one] { $count } e-mail or letter on another day
   *[other] { $count } e-mails or letters on other days
}
