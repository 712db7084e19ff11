# Brakes: stopping, holding back, the trial.
sending-title = Sending
sending-lead = Stop, hold back or begin sending to employers. Every change is recorded with its reason.
sending-stop-head = All sending
sending-stopped = Stopped.
sending-running = Goes on as scheduled.
sending-waiting = { $count ->
    [one] { $count } e-mail waits to be sent
   *[other] { $count } e-mails wait to be sent
}
sending-stop-title = Stop all sending
sending-stop-lead = No e-mail leaves until somebody resumes sending. Those that wait are kept.
sending-resume-title = Resume sending
sending-resume-lead = The e-mails that wait leave in the next sending hours. Look at their list first.
sending-trial-head = Trial
sending-reception-everybody = This installation has no trial: employers receive e-mail.
sending-reception-live = The trial is over: employers receive e-mail.
sending-reception-trial = { $count ->
    [one] Trial: only { $count } address of staff receives e-mail. Employers receive nothing yet.
   *[other] Trial: only { $count } addresses of staff receive e-mail. Employers receive nothing yet.
}
sending-live-title = End the trial
sending-live-lead = From then on employers receive e-mail, and those that wait now too. Look at their list first.
sending-live-who = Only an approver can end it, and only if the installation's settings allow it.
sending-trial-title = Back to the trial
sending-trial-lead = From then on only addresses of staff receive e-mail.
sending-reason = Reason
sending-reason-hint = Every officer can read it.
sending-count = Number of e-mails that wait
sending-count-hint = Open their list, count them, and type the number.
sending-fault-count = { $count ->
    [one] The number differs: { $count } e-mail waits now.
   *[other] The number differs: { $count } e-mails wait now.
}
sending-done-stop = { $count ->
    [one] All sending is stopped. { $count } e-mail waits.
   *[other] All sending is stopped. { $count } e-mails wait.
}
sending-done-resume = { $count ->
    [one] Sending goes on. { $count } e-mail leaves in sending hours.
   *[other] Sending goes on. { $count } e-mails leave in sending hours.
}
sending-done-live = The trial is over. Employers receive e-mail from now on.
sending-done-trial = The trial has begun again.
sending-done-hold = The hold is recorded.
sending-done-ended = The hold has ended.
holds-title = Held back
holds-note = Steps of cases that are held back are not taken. Every hold ends by itself on its day.
holds-none = No employer, sector or city is held back.
hold-title = Hold back for a while
hold-lead = As long as it holds there is no appeal, reminder or letter. Terms that run don't change.
hold-scope = Who is held back
hold-scope-employer = Employer
hold-scope-sector = KBLI sector
hold-scope-city = Whole city
hold-scope-sector-long = One sector, by the KBLI code below
hold-scope-city-long = The whole city
hold-sector = Beginning of the KBLI code
hold-sector-hint = Two to five digits. 41 holds back all whose code begins with 41. For one sector only.
hold-until = until { $day }
hold-until-label = Up to and with
hold-until-hint = One year ahead at most.
hold-save = Hold back
hold-end = End the hold
hold-fault-scope = Choose who is held back.
hold-fault-sector = Write two to five digits of the KBLI code.
brake-label = State of sending
brake-stopped = Sending is stopped
brake-stopped-by = by { $who }.
brake-held = The whole city is held back
brake-held-until = until { $day }. No step of any case is taken.
brake-look = Look

capacity-title = New cases per day
capacity-lead = Daily bound on employers that get a first appeal, by the answers that officers can deal with. The others wait for the next day.
capacity-officers = { $count ->
    [one] One labour officer with an open account.
   *[other] { $count } labour officers with open accounts.
}
capacity-answers = Answers per officer and working day
capacity-hint = 1 to 500; leave it empty for no bound. One appeal in five is taken to be answered.
capacity-now = { $answers } answers per officer and working day, { $officers } officers.
capacity-new = At most { $count } new employers a day.
capacity-none = Not bounded yet.
capacity-change = Set the daily bound
sending-done-capacity = The daily bound is saved.
refusal-capacity = Type 1 to 500 answers per officer and working day, or leave it empty.

saved-field = Saved view
saved-hint = Takes the place of the filter typed below.
saved-none = Not used
