# The list of employers.
employers-title = Employers
employers-sieve = Filters
employers-apply = Apply
employers-show-all = Show all
employers-count-more = more than { $count } employers
employers-caption = { $count }, sorted by { $order }
employers-table = List of employers
employers-on-page = { $count } lines on this page, of { $all }.
employers-or = or
employers-let-go = Remove the filter
employers-chosen = , chosen now; choose again to remove it
employers-by-verdict = Filter by status
employers-any-verdict = Every status
employers-tick-all = Tick every line on this page
employers-no-nib = no NIB
employers-no-basis = nothing to count from yet
employers-arrears = { $months } { $months ->
    [one] month
   *[other] months
}, { $amount }
employers-files-note = For the lines that are ticked, or everything found if none is. Files have the columns and the order shown here.
employers-confirm = Confirm cases
employers-file = employers
employers-print = Print
employers-print-title = List of employers
employers-print-cut = Only the first { $count } lines are printed; download the XLSX file for all of them.
employers-none = Nothing matches
employers-none-text = Check the spelling, type only the beginning of a word or number, or remove one of the filters above.
employers-empty = Nothing to show yet
employers-empty-text = This list fills once employers have been imported and checked.
employers-empty-do = Go to the data page

employers-views = Saved views
employers-view-save = Save this view
employers-view-name = Name of the view
employers-view-hint = Filters, order and columns are kept for you alone. The same name replaces the older view.
employers-view-nameless = Give the view a name, such as "Not registered in Lok Tuan".
employers-view-drop = Delete the view { $name }
employers-done-view_saved = The view is saved.
employers-done-view_dropped = The view is deleted.
refusal-views_full = You have 30 saved views already; delete one first.

employers-columns = Columns
employers-col-name = Name
employers-col-verdict = Status
employers-col-registered = Enrolled
employers-col-whole = Out of
employers-col-basis = Counted from
employers-col-shortfall = Shortfall
employers-col-stage = Step
employers-col-due_on = Due
employers-col-headcount = Workers
employers-col-coverage = Coverage
employers-col-findings = Findings
employers-col-form = Legal form
employers-col-kelurahan = Kelurahan
employers-col-kecamatan = Kecamatan
employers-col-nib = NIB
employers-col-npwp = NPWP
employers-col-code = BPJS code
employers-col-arrears = Arrears
employers-col-missing = Missing contribution a month
employers-col-email = E-mail known
employers-col-contact = Last contact
employers-col-as_of = Data as of
employers-unit-workers = workers
employers-unit-months = months
employers-unit-rupiah = rupiah
employers-unit-estimate = estimate, rupiah

employers-sort = Sort by
employers-sorted = sorted by { $order }
employers-sort-name-up = name, A–Z
employers-sort-name-down = name, Z–A
employers-sort-shortfall-up = shortfall, smallest first
employers-sort-shortfall-down = shortfall, largest first
employers-sort-headcount-up = workers, fewest first
employers-sort-headcount-down = workers, most first
employers-sort-coverage-up = coverage, lowest first
employers-sort-coverage-down = coverage, highest first
employers-sort-due_on-up = due date, nearest first
employers-sort-due_on-down = due date, farthest first

employers-group-finding = Finding
employers-group-kecamatan = Kecamatan
employers-group-kelurahan = Kelurahan
employers-group-size = Size
employers-group-form = Legal form
employers-group-stage = Step
employers-group-email = E-mail
employers-group-contact = Last contact
employers-with-verdict = with the status
employers-with-finding = with the finding
employers-with-kecamatan = in Kecamatan
employers-with-kelurahan = in Kelurahan
employers-with-size = of the size
employers-with-form = of the legal form
employers-with-stage = at the step
employers-with-email = with an e-mail address that is
employers-with-contact = with the last contact
employers-with-q = with a name or number that begins with

employers-finding-unregistered = Nobody enrolled yet
employers-finding-partial_workers = Some workers not enrolled yet
employers-finding-in_arrears = Contributions overdue
employers-finding-partial_wages = Wages reported in part
employers-finding-inactive_members = Inactive members
employers-finding-elsewhere = Active elsewhere
employers-finding-city_funded = Paid by the city
employers-finding-state_funded = Paid by the state
employers-finding-wage_below_minimum = Wages below the minimum
employers-finding-via_head_office = Through the head office
employers-finding-roster_smaller_than_declared = Roster smaller than reported
employers-finding-stale_headcount = Headcount out of date
employers-finding-roster_damaged = Roster rows unreadable
employers-finding-probable_match = May be the same as a BPJS record
employers-finding-no_email = No e-mail address
employers-size-1-9 = 1–9 workers
employers-size-10-49 = 10–49 workers
employers-size-50-99 = 50–99 workers
employers-size-100 = 100 workers or more
employers-size-none = not known
employers-form-pt = PT (limited company)
employers-form-cv = CV (limited partnership)
employers-form-ud = UD (sole trader)
employers-form-koperasi = Cooperative
employers-form-yayasan = Foundation
employers-form-firma = General partnership
employers-form-perorangan = Individual
employers-form-bumn = State-owned enterprise
employers-form-bumd = Region-owned enterprise
employers-form-bumdes = Village-owned enterprise
employers-form-none = another
employers-stage-none = no open case
employers-kelurahan-none = other or not known
employers-email-yes = known
employers-email-no = not known
employers-contact-never = never
employers-contact-recent = in the last 30 days
employers-contact-earlier = more than 30 days ago

employers-letter = Add to a letter
employers-letter-title = Add to a letter's list of recipients
employers-letter-chosen = { $count ->
    [one] { $count } employer is chosen.
   *[other] { $count } employers are chosen.
}
employers-letter-to = Letter
employers-letter-fresh = { $count ->
    [one] { $count } employer will be added.
   *[other] { $count } employers will be added.
}
employers-letter-listed = { $count ->
    [one] { $count } is on the list already.
   *[other] { $count } are on the list already.
}
employers-letter-left = Not to be added:
employers-letter-closed = { $count ->
    [one] { $count } employer has closed.
   *[other] { $count } employers have closed.
}
employers-letter-merged = { $count ->
    [one] { $count } employer was merged into another one.
   *[other] { $count } employers were merged into others.
}
employers-letter-note = Nothing is sent yet. The list is printed as the letter's annex, names and kelurahan only, and can be changed while the letter is a draft.
employers-letter-add = Add to the list
employers-letter-none = No letter drafts yet
employers-letter-back = Back to the list
employers-letter-which = Choose the letter.
employers-letter-moved = What the filter finds has changed since this page was opened; there are { $count } employers now. Look again, then add them.

employers-col-hold = On hold
employers-col-city_funded = Paid by the city
employers-col-state_funded = Paid by the state
employers-col-self_funded = Paying for themselves
employers-group-hold = On hold
employers-group-funding = Workers' segment
employers-with-hold = that are
employers-with-funding = with workers who must be enrolled and are
employers-hold-disputed = in dispute
employers-hold-exempt = exempt
employers-hold-none = not on hold
employers-funding-city = paid by the city (PBPU Pemda)
employers-funding-state = paid by the state (PBI JK)
employers-funding-self = paying for themselves (PBPU)
hold-disputed = In dispute
hold-exempt-until = Exempt until { $day }
