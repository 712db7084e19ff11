# What waits for an approver.
approvals-title = Approvals
approvals-lead = Steps that only wait for an approver. What is odd comes first; look at it first.
approvals-summary = What would go out
approvals-letters = { $count ->
    [one] { $count } letter
   *[other] { $count } letters
}
approvals-odd = To be looked at first
approvals-odd-count = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
approvals-odd-large = A hundred workers or more
approvals-odd-again = The case was closed and opened again
approvals-odd-nearly_there = Almost all workers are registered
approvals-table = Steps that wait for approval
approvals-gets = Gets
approvals-by-letter = Letter to:
approvals-to-bpjs = BPJS Kesehatan, about this employer
approvals-no-place = address not known
approvals-from = From
approvals-agree = Approve
approvals-agree-note = What is approved is done at the next run, if nothing has changed until then. A firm that complies before is not written to. An approval can be taken back as long as it has not been carried out.
approvals-which = Which cases
approvals-which-ticked = Only those ticked above
approvals-which-all = { $count ->
    [one] The one case in this list
   *[other] All { $count } cases in this list
}
approvals-count = Number of letters that will go out
approvals-count-hint = Count them yourself and type the number.
approvals-do = Approve
approvals-fault-which = Choose: all, or only those ticked.
approvals-fault-count = { $count ->
    [one] The number differs. { $count } case is chosen; check your choice.
   *[other] The number differs. { $count } cases are chosen; check your choice.
}
approvals-none = Nothing waits for approval
approvals-none-hint = Steps after the appeal show up here: their term is over, their receipt is proved, and the evidence is fresh.
approvals-done-approved = { $count ->
    [one] { $count } step is approved.
   *[other] { $count } steps are approved.
}
approvals-done-withdrawn = { $count ->
    [one] The approval was taken back; { $count } step will not be done.
   *[other] The approval was taken back; { $count } steps will not be done.
}
approvals-past = Earlier approvals
approvals-past-line = { $count ->
    [one] { $count } step, approved by { $who }
   *[other] { $count } steps, approved by { $who }
}
approvals-past-plan = Plan of { $count } steps, approved by { $who }
approvals-valid = holds until { $day }
approvals-print = print of the list
approvals-became = { $taken } done, { $withdrawn } dropped because something changed, { $left } waiting for a run
approvals-ended = taken back { $at }
approvals-withdraw = { $count ->
    [one] Take back the approval of { $count } step
   *[other] Take back the approval of { $count } steps
}
