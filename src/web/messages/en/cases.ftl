# The work list of the cases, and what is done there.
cases-title = Open cases
cases-lead = The nearest deadline comes first. Nobody is written to before two different officers have confirmed the finding.
cases-whose-label = Filter by officer
cases-whose-all = All officers
cases-whose-mine = Mine
cases-whose-second = Waiting for my second confirmation
cases-state-label = Filter by confirmation
cases-state-all = All
cases-state-first = Waiting for a first officer
cases-state-void = Proposal void
cases-state-second = Waiting for a second officer
cases-state-done = Confirmed
cases-more = More filters
cases-by-kind = Kind of case
cases-by-stage = Step
cases-by-blocked = What stands in the way
cases-by-due = Deadline
cases-by-place = District (kecamatan)
cases-any-kind = Every kind
cases-any-stage = Every step
cases-any-blocked = Blocked or not
cases-any-due = At any time
cases-any-place = Every district
cases-option = { $what } ({ $count })
cases-drop = , remove this filter
cases-due-late = Overdue
cases-due-week = Ends this week
cases-due-later = After this week
cases-place-none = District not known
cases-blocked-any = Something stands in the way
cases-blocked-disputed = The firm disputes it
cases-blocked-exempt = Exempt for the time being
cases-blocked-replied = An answer waits for an officer
cases-blocked-on_hold = Held back by an officer
cases-blocked-not_delivered = Receipt not proved yet
cases-blocked-term_runs = The term still runs
cases-blocked-not_approved = Waits for approval
cases-blocked-not_in_plan = Outside the approved plan
cases-blocked-planned_for = Waits for its day in the plan
cases-blocked-recorded = A step of others
cases-blocked-ladder_ends = The ladder ends
cases-blocked-not_rechecked = Data changed and is not checked again yet
cases-blocked-verdict = The status now calls for no letter
cases-blocked-no_evidence = No BPJS Kesehatan data yet
cases-blocked-old_evidence = Evidence older than 30 days
cases-blocked-no_email = No usable e-mail address
cases-confirm = Confirm selected
cases-assign = Hand over…
cases-tick = Select case { $code }
cases-tick-all = Select all on this page
cases-ticked = cases selected
cases-table = List of cases
cases-caption = Open cases, the nearest deadline first
cases-case = Employer · case
cases-finding = Finding
cases-step = State
cases-due = Deadline
cases-officer = Officer
cases-me = Me
cases-late = overdue
cases-round = opened { $round } times
cases-says-registration = { $shortfall } of { $headcount } workers; none found registered
cases-says-data_submission = { $shortfall } of { $headcount } workers not found registered
cases-says-wages = The wages of some workers are reported too low
cases-says-contribution_payment = { $months ->
    [one] Contributions of { $months } month unpaid
   *[other] Contributions of { $months } months unpaid
}
cases-basis = { $basis } ({ $day })
cases-evidence-members = JKN ({ $day })
cases-evidence-bills = contributions ({ $day })
cases-evidence-none = no BPJS Kesehatan data yet
cases-void-changed = Proposal void: the finding has changed since.
cases-void-old_evidence = Proposal void: its evidence is older than 30 days.
cases-was = When proposed: { $says }.
cases-proposed-by = Proposed by { $name }, { $at }
cases-proposed-by-me = Proposed by you, { $at }
cases-given-back = Returned by { $name }, { $at }:
cases-return = Return
cases-return-mine = Withdraw proposal
cases-none-here = No cases here
cases-none-here-hint = { $count ->
    [one] There is one open case, but it does not match these filters.
   *[other] There are { $count } open cases, but none of them matches these filters.
}
cases-show-all = Show all cases
cases-none = No open cases yet
cases-none-hint = Cases open by themselves when a check finds workers who are not registered, unpaid contributions, or wages reported too low. Import the newest data and run a check.
cases-shown = { $shown } of { $total } cases on this page.
cases-keys = Keyboard shortcuts
cases-keys-move = to the next case, to the previous one
cases-keys-tick = select this case, or take it out again
cases-keys-confirm = confirm the selected cases
cases-keys-assign = hand over the selected cases
cases-keys-search = find an employer
cases-keys-help = open or close this list
cases-keys-off = Turn single-key shortcuts off in this browser
cases-back = Back to the cases

cases-confirm-title = Confirm cases
cases-confirm-lead = Look at the finding and the date of its evidence. A firm can be written to only after two different officers have confirmed the same finding.
cases-confirm-first = { $count ->
    [one] You propose one case as the first officer
   *[other] You propose { $count } cases as the first officer
}
cases-confirm-first-note = Another officer has to confirm after this. A proposal is void when the finding changes or its evidence passes 30 days.
cases-confirm-second = { $count ->
    [one] You confirm one case as the second officer
   *[other] You confirm { $count } cases as the second officer
}
cases-confirm-second-note = After this the appeal can go out at the next scheduled time.
cases-confirm-left = { $count ->
    [one] One case left out
   *[other] { $count } cases left out
}
cases-confirm-do-first = { $first ->
    [one] Propose one case
   *[other] Propose { $first } cases
}
cases-confirm-do-second = { $second ->
    [one] Confirm one case
   *[other] Confirm { $second } cases
}
cases-confirm-do-both = Propose { $first } and confirm { $second } cases
cases-confirm-none = Nothing to confirm
cases-confirm-none-hint = No case is selected, or none of those selected waits for you. Go back to the list and select the cases.
cases-done-proposed = { $count ->
    [one] One case proposed; it now waits for a second officer.
   *[other] { $count } cases proposed; they now wait for a second officer.
}
cases-done-confirmed = { $count ->
    [one] One case confirmed by two officers.
   *[other] { $count } cases confirmed by two officers.
}
cases-done-assigned = { $count ->
    [one] One case handed over.
   *[other] { $count } cases handed over.
}
cases-done-returned = The proposal was returned; the case waits for a first officer again.
cases-done-left = { $count ->
    [one] One case was left out because it has changed; the list says how.
   *[other] { $count } cases were left out because they have changed; the list says how.
}

cases-assign-title = Hand over cases
cases-assign-lead = The cases appear under “Mine” of the officer who receives them. Confirming still takes two officers.
cases-assign-which = { $count ->
    [one] One case selected
   *[other] { $count } cases selected
}
cases-assign-to = Hand over to
cases-assign-nobody = Nobody
cases-assign-unknown = Choose an officer from the list.
cases-assign-none-hint = No case is selected. Go back to the list and select the cases.
cases-assign-do = { $count ->
    [one] Hand over one case
   *[other] Hand over { $count } cases
}

cases-return-title = Return a proposal
cases-return-lead = The case waits for a first officer again. The reason is shown in the list until there is a new proposal.
cases-return-reason = Reason
cases-return-hint = Say what has to be looked at first, in 5 to 400 characters; leave out NIKs and workers' names.
cases-return-empty = Give a reason of at least 5 characters.
cases-return-nik = Take the NIK out of this reason; workers' data is not kept here.

refusal-not_waiting = This case waits for no confirmation: it is confirmed, closed, or past that step.
refusal-already_proposed = This case is proposed already; it waits for a second officer.
refusal-not_proposed = No first officer has proposed this case yet.
refusal-same_person = Confirming takes two different people; this proposal is your own.
refusal-void_old_evidence = The proposal is void: its evidence is older than 30 days. Import the newest data, run a check and propose it again.
refusal-void_changed = The proposal is void: the finding has changed since. Look at the newest data and propose it again.
refusal-seen_otherwise = The finding changed after that page was opened, or another officer was quicker. See how it stands now in the list of cases.
refusal-disputed = The firm disputes the finding. Settle the dispute on the employer's page first.
refusal-exempt = The firm is exempt for now; nothing is confirmed during that time.
refusal-not_rechecked = Data changed after the last check. Run a check first.
refusal-verdict = The status of this employer now calls for no letter; there is nothing to confirm.
refusal-no_evidence = No BPJS Kesehatan data has been imported yet.
refusal-old_evidence = The evidence is older than 30 days. Import the newest data and run a check.
refusal-return_reason = Give a reason, without anybody's NIK.
refusal-case_count = Select between 1 and 200 cases.
refusal-not_labour_officer = Only labour officers whose account is open can work on cases.
