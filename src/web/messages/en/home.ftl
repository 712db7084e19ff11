# The first page.
home-title = JKN coverage of workers in the City of { $city }
home-checked = { $count ->
    [one] { $count } employer checked, data as of { $day }.
   *[other] { $count } employers checked, data as of { $day }.
}
home-empty = No data yet
home-empty-what = This page will show how many employers comply, how many workers were not found registered, and what needs doing today.
home-empty-do = Begin with the list of employers, then the rosters and the participants of BPJS Kesehatan. After that the check runs.
home-empty-import = Import the first file
home-empty-wait = Labour and health officers import the data; after the first check this page fills by itself.
home-today = What needs you today
home-nothing = Nothing is waiting for you now.
home-idle = None at present:
home-minutes = { $count ->
    [one] About { $count } minute.
   *[other] About { $count } minutes.
}
home-hours = { $count ->
    [one] About { $count } hour.
   *[other] About { $count } hours.
}
home-task-second = { $count ->
    [one] case waiting for your second confirmation
   *[other] cases waiting for your second confirmation
}
home-task-first = { $count ->
    [one] case waiting for a first officer
   *[other] cases waiting for a first officer
}
home-task-week = { $count ->
    [one] case whose deadline is this week
   *[other] cases whose deadline is this week
}
home-task-late = { $count ->
    [one] case past its deadline
   *[other] cases past their deadline
}
home-task-letters = { $count ->
    [one] letter to approve
   *[other] letters to approve
}
home-task-mails = { $count ->
    [one] e-mail that reached nobody
   *[other] e-mails that reached nobody
}
home-task-imports = { $count ->
    [one] kind of data older than 30 days
   *[other] kinds of data older than 30 days
}
home-hint-second = Another officer has proposed them.
home-hint-first = Nobody is written to before two officers have confirmed.
home-hint-week = { $days ->
    [one] { $days } working day left this week.
   *[other] { $days } working days left this week.
}
home-hint-late = The next step is waiting.
home-hint-letters = Read them before they are numbered.
home-hint-mails = The addresses need correcting.
home-workers = Workers who must be enrolled
home-enrolled = enrolled and active through their employer
home-enrolled-of = { $part } of { $whole } workers on the rosters of employers, data as of { $day }
home-moved-more = { $count ->
    [one] { $count } more worker enrolled since { $day }.
   *[other] { $count } more workers enrolled since { $day }.
}
home-moved-less = { $count ->
    [one] { $count } fewer worker enrolled since { $day }.
   *[other] { $count } fewer workers enrolled since { $day }.
}
home-estimate = estimated { $amount } a month
home-city-funded = Paid by the city (PBPU Pemda)
home-missing = Contributions missing
home-missing-estimate = estimate per month
home-no-roster = There is no roster to count from yet. Import the rosters of employers.
home-verdicts = Employers by status
home-employers = { $count ->
    [one] employer
   *[other] employers
}
home-tile-more = { $count } more
home-tile-less = { $count } fewer
home-since = Changes are counted from { $day }, the last check with another result.
home-segments = Workers by segment
home-segments-note = Workers who must be enrolled by the rosters of employers, data as of { $day }.
home-segment = State
home-segment-workers = Workers
home-segment-share = Share
home-budget = { $rate } a person; the city's estimated burden is { $amount } a month
home-months = Coverage of workers over 12 months
home-months-none = The line appears after checks in two different months.
home-months-note = Share of workers enrolled and active at the end of each month, last on { $day }. Source: rosters of employers and BPJS Kesehatan data.
home-months-table = Show as a table
home-month = Month
home-month-share = Coverage
home-month-workers = Workers enrolled
home-month-day = Data as of
home-aim = aim { $aim }
home-aim-note = Dashed line: the city's aim of { $aim }.
home-uncovered = Most workers not registered
home-uncovered-caption = { $count ->
    [one] The employer with most workers not registered
   *[other] The { $count } employers with most workers not registered
}
home-uncovered-all = All employers with workers who are not registered
home-uncovered-none = No employer has workers who were not found registered.
home-employer = Employer
home-status = Status
home-registered = Registered (workers)
home-shortfall = Not registered
home-data-of = Data as of { $day }.
home-task-imports-employers = { $count ->
    [one] day old: the employers
   *[other] days old: the employers
}
home-task-imports-roster = { $count ->
    [one] day old: the rosters
   *[other] days old: the rosters
}
home-task-imports-participants = { $count ->
    [one] day old: the JKN participants
   *[other] days old: the JKN participants
}
home-task-imports-contributions = { $count ->
    [one] day old: the contributions
   *[other] days old: the contributions
}
home-hint-imports-employers = Export a new list of employers and send it here.
home-hint-imports-roster = Ask the employers for new rosters and send them here.
home-hint-imports-participants = Ask BPJS Kesehatan for new participant data and send them here; without them no letter can go out.
home-hint-imports-contributions = Ask BPJS Kesehatan for new contribution data and send them here; without them no letter about arrears can go out.
home-task-answers = { $count ->
    [one] answer of an employer waits for a decision
   *[other] answers of employers wait for a decision
}
home-hint-answers = From their reply pages; read, ask, accept or refuse.
home-task-replied = { $count ->
    [one] case stands still because of an employer's answer
   *[other] cases stand still because of an employer's answer
}
home-task-receipt = { $count ->
    [one] notice without proof of receipt
   *[other] notices without proof of receipt
}
home-task-reach = { $count ->
    [one] case to reach without e-mail
   *[other] cases to reach without e-mail
}
home-task-approvals = { $count ->
    [one] step waits for approval
   *[other] steps wait for approval
}
home-hint-replied = No other step is taken meanwhile.
home-hint-receipt = The term and the next step wait for the proof.
home-task-returned = { $count ->
    [one] message that came back and could not be placed
   *[other] messages that came back and could not be placed
}
home-hint-returned = It may be an employer's answer; give it to the employer, or put it away with a reason.
home-hint-reach = Call, visit or send a message, then record the outcome.
home-hint-approvals = What is odd comes first; look at it first.
home-task-matches = { $count ->
    [one] match waits for a judgement
   *[other] matches wait for a judgement
}
home-hint-matches = Two records that may be one firm: same, different, or unsure.
