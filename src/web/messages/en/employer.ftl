# An employer's page.
employer-headline-closed = This employer is on record as closed.
employer-headline-unknown = The data are not enough to judge; an officer has to look first.
employer-headline-unregistered = { $count ->
    [one] The one worker was not found registered.
   *[other] Of { $count } workers, none was found registered.
}
employer-headline-unregistered_declared = { $count ->
    [one] { $count } worker was declared and was not found registered.
   *[other] { $count } workers were declared; none was found registered.
}
employer-headline-partial_workers = { $count ->
    [one] { $count } of { $whole } workers was not found registered.
   *[other] { $count } of { $whole } workers were not found registered.
}
employer-headline-in_arrears = { $count ->
    [one] { $count } month of contributions is overdue, { $amount } in all.
   *[other] { $count } months of contributions are overdue, { $amount } in all.
}
employer-headline-partial_wages = Some workers' wages are reported lower than in the roster.
employer-headline-nobody_due = No worker has to be enrolled yet.
employer-headline-compliant = No unregistered worker and no overdue contribution was found.
employer-why = Why is that?
employer-basis = Counted on: { $basis } · as of { $day } · ruleset { $ruleset }
employer-basis-undated = Counted on: { $basis } · ruleset { $ruleset }
employer-states-caption = Workers who must be enrolled, by their state in the JKN data
employer-state = State in the JKN data
employer-workers = Workers
employer-share = Share
employer-not-enrolled = Not enrolled by the employer
employer-due = Must be enrolled
employer-in-grace = New workers, not due yet
employer-declared-only = { $members ->
    [one] { $members } JKN member under this employer, { $workers } workers declared. Without a roster only the numbers can be compared.
   *[other] { $members } JKN members under this employer, { $workers } workers declared. Without a roster only the numbers can be compared.
}
employer-no-basis = There is no roster or headcount that can still be used.
employer-shortfall = Shortfall
employer-missing-contribution = Contributions missing
employer-estimate = estimate per month
employer-becomes-title = Becomes compliant when
employer-judgeable-title = Can be judged when
employer-becomes-headcount = there is a roster, or a headcount (WLKP or BPJS Ketenagakerjaan) not older than 12 months
employer-becomes-probable_match = it is settled whether the similar BPJS record is the same firm: both are merged, or judged to be two firms
employer-becomes-via_head_office = it is confirmed that its workers are enrolled through the head office
employer-becomes-roster_damaged = the roster is imported again without unreadable rows
employer-becomes-workers = { $count ->
    [one] { $count } worker is enrolled under its BPJS code, or roster and WLKP are brought up to date
   *[other] { $count } workers are enrolled under its BPJS code, or roster and WLKP are brought up to date
}
employer-becomes-arrears = { $count ->
    [one] the overdue contributions of { $count } month are paid
   *[other] the overdue contributions of { $count } months are paid
}
employer-becomes-wages = the wages reported are those of the roster
employer-next-change = Even without new data the verdict may change from { $day }: a grace period ends, a bill falls due, or evidence grows too old.
employer-evidence = Evidence used
employer-evidence-table = Table of evidence
employer-evidence-caption = Each input with its file, date and age
employer-input = Input
employer-files-column = File
employer-as-of = As of
employer-age = Age
employer-undated = not known
employer-used = counted on
employer-unused = not used
employer-sources = Sources:
employer-input-registry = Employer registry
employer-input-roster = Roster
employer-input-wlkp = Headcount by WLKP
employer-input-bpjs_tk = Headcount by BPJS Ketenagakerjaan
employer-input-own = JKN members under its own BPJS code
employer-input-head_office = JKN members under the head office's BPJS code
employer-input-contributions = Bills and payments
employer-says-roster = { $count ->
    [one] { $count } row of workers
   *[other] { $count } rows of workers
}
employer-says-wlkp = { $count ->
    [one] { $count } worker
   *[other] { $count } workers
}
employer-says-bpjs_tk = { $count ->
    [one] { $count } worker
   *[other] { $count } workers
}
employer-says-own = { $count ->
    [one] { $count } row of members
   *[other] { $count } rows of members
}
employer-says-head_office = { $count ->
    [one] { $count } row of members
   *[other] { $count } rows of members
}
employer-says-contributions = { $count ->
    [one] { $count } row of contributions
   *[other] { $count } rows of contributions
}
employer-unreadable = { $count ->
    [one] { $count } unreadable
   *[other] { $count } unreadable
}
employer-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
employer-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
employer-source-wlkp = WLKP
employer-source-oss = OSS
employer-source-bpjs = BPJS Kesehatan
employer-source-bpjs_tk = BPJS Ketenagakerjaan
employer-source-city = city list
employer-source-person = an officer
employer-source-other = another source
employer-rules = Findings and their rules
employer-no-findings = No findings.
employer-finding-unregistered = No worker was found registered, although there are workers who must be.
employer-finding-partial_workers = Some workers were not found registered.
employer-finding-in_arrears = Contributions are overdue.
employer-finding-partial_wages = Some workers' wages are reported lower than in the roster.
employer-finding-inactive_members = Some workers are registered, but their membership is inactive.
employer-finding-elsewhere = Some workers are active through another employer or segment.
employer-finding-city_funded = Some workers are still paid for by the city (PBPU Pemda).
employer-finding-state_funded = Some workers are still paid for by the state (PBI JK).
employer-finding-wage_below_minimum = Wages are reported below the minimum wage: to be clarified, not a violation.
employer-finding-via_head_office = Some workers are registered through the head office.
employer-finding-roster_smaller_than_declared = The roster names fewer workers than were declared.
employer-finding-stale_headcount = The headcount that is known is too old.
employer-finding-roster_damaged = Rows of the roster could not be read.
employer-finding-probable_match = A BPJS record may be the same firm; to be settled.
employer-finding-no_email = No e-mail address is known.
employer-matches = Records that may be the same firm
employer-rates = { $count ->
    [one] Rate and limit that apply ({ $count })
   *[other] Rates and limits that apply ({ $count })
}
employer-rate-umk = City minimum wage (UMK)
employer-rate-wage_ceiling = Wage ceiling
employer-rate-pbpu_pemda = PBPU Pemda contribution per person per month
employer-rate-ppu_share = PPU contribution of the wage (employer + worker)
employer-rate-since = { $rate }, in force since { $day }
employer-cases = Cases
employer-case-closed = closed
employer-step-done = done
employer-step-due = This step's term ends:
employer-working-days = { $count ->
    [one] { $count } working day from { $from }
   *[other] { $count } working days from { $from }
}
employer-skipped = Days that do not count:
employer-next-closed = The case is closed.
employer-next-ends = The ladder ends here; there is no next step.
employer-next-ready = Next: { $step }, when the schedule runs.
employer-next-blocked = { $step } can't be done yet:
employer-blocked-not_confirmed = two officers have not confirmed it yet.
employer-blocked-not_rechecked = the data changed since the last check.
employer-blocked-verdict = the verdict is now:
employer-blocked-no_evidence = no data of BPJS Kesehatan were imported yet.
employer-blocked-disputed = a dispute is not settled yet.
employer-blocked-no_email = there is no usable e-mail address.
employer-blocked-old_evidence = the evidence of { $day } is older than 30 days.
employer-blocked-exempt = exempt until { $day }.
employer-blocked-replied = an answer waits for an officer since { $day }.
employer-blocked-on_hold = held back by an officer until { $day }.
employer-blocked-not_delivered = nothing proves yet that the notice before was received.
employer-blocked-term_runs = the term runs until the offices close on { $day }.
employer-blocked-not_approved = no approver has agreed yet.
employer-blocked-not_in_plan = outside the approved plan, which stands until { $day }.
employer-blocked-planned_for = by the approved plan, from { $day } on.
employer-blocked-recorded = others take this step; record it when it has happened.
employer-cases-none = No cases. A case opens by itself when a check finds unregistered workers, overdue contributions, or wages reported too low.
employer-cases-inherited = Cases of merged employers
employer-contacts = Contacts and e-mail
employer-contacts-none = No contact, e-mail or telephone yet. Add them with “Edit data”.
employer-contact-person = Contact
employer-contact-email = E-mail
employer-contact-phone = Telephone
employer-last-mail = Last e-mail:
employer-never-mailed = Never written to.
employer-mails = E-mails made
employer-letters-none = No letter about this firm yet.
employer-mails-none = No e-mail yet.
employer-notes = Officers' notes
employer-notes-none = No notes yet.
employer-note-new = New note
employer-note-hint = No NIK and no worker's name. A note can't be changed; its author can strike it out.
employer-note-add = Save the note
employer-note-withdraw = Strike this note out
employer-note-struck = struck out { $at }
employer-files = Files
employer-files-none = No files yet.
employer-file-new = Add a file
employer-file-hint = PDF, JPG or PNG, up to 10 MB; no NIK in the file's name.
employer-file-add = Upload the file
employer-file-remove = Remove the file
employer-file-gone = removed { $at }
employer-kilobytes = { $count } kB
employer-megabytes = { $count } MB
employer-record = Registry data
employer-record-source = Source: { $source }, except where another is named.
employer-mergers = Merged into this one
employer-merge-undo = Undo the merger
employer-no-nib = no NIB
employer-empty = (empty)
employer-status-open = open
employer-status-closed = closed
employer-field-nib = NIB
employer-field-npwp = NPWP
employer-field-npwp_key = NPWP
employer-field-code = BPJS code
employer-field-head_code = Head office's BPJS code
employer-field-further_code = Further BPJS code
employer-field-further_npwp = Tax number as written wrongly
employer-field-name = Name
employer-field-form = Legal form
employer-field-kbli = KBLI
employer-field-address = Address
employer-field-kelurahan = Kelurahan
employer-field-wlkp = By WLKP
employer-field-wlkp_on = Date of WLKP
employer-field-bpjs_tk = By BPJS Ketenagakerjaan
employer-field-bpjs_tk_on = Date of BPJS Ketenagakerjaan
employer-field-planned = Plan in OSS (never counted on)
employer-field-contact_name = Contact
employer-field-email = E-mail
employer-field-phone = Telephone
employer-field-closed = State of business
employer-history = History
employer-history-filter = Filter the history
employer-history-none = Nothing is on record yet.
employer-history-all = Show the whole history
employer-kind-all = All
employer-kind-data = Data
employer-kind-verdict = Verdicts
employer-kind-case = Cases
employer-kind-mail = E-mail
employer-kind-remark = Notes
employer-kind-edit = Edits
employer-kind-file = Files
employer-event-judged = The verdict became
employer-event-mail = E-mail: { $state }
employer-event-file = { $who } added a file
employer-event-merged = { $who } merged { $name } into this one
employer-event-parted = { $who } undid the merger of { $name }
employer-event-distinct = { $who } judged that { $name } is another firm
employer-event-undistinct = { $who } took back that { $name } is another firm
employer-event-doubt = { $who } could not tell whether { $name } is the same firm
employer-event-undoubt = { $who } took back the doubt about { $name }
employer-event-case-opened = Case { $code } was opened: { $kind }
employer-event-case-confirmed = Case { $code } was confirmed by { $first } and { $second }
employer-event-case-step = Case { $code }: { $stage }
employer-event-case-closed = Case { $code } was closed: { $because }
employer-because-complied = there is nothing to find any more
employer-because-employer_closed = the employer closed
employer-because-merged = the employer was merged
employer-because-parted = the merger was undone
employer-because-other = another reason
employer-event-data-employers = List of employers imported, as of { $as_of } (import no. { $no }, { $rows } rows)
employer-event-data-roster = Roster imported, as of { $as_of } (import no. { $no }, { $rows } rows)
employer-event-data-participants = JKN members imported, as of { $as_of } (import no. { $no }, { $rows } rows)
employer-event-data-contributions = Contributions imported, as of { $as_of } (import no. { $no }, { $rows } rows)
employer-event-data-other = Data came in, as of { $as_of } (no. { $no }, { $rows } rows)
employer-event-corrected = { $who } edited the data
employer-event-status = { $who } changed the state of business, from { $day }
employer-changed = { $field }: { $was } became { $is }
employer-event-note = { $who } wrote a note
employer-event-dispute = { $who } recorded a dispute
employer-event-reply = { $who } recorded an answer
employer-event-head_office-until = { $who } confirmed registration through the head office, until { $until }
employer-event-exemption-until = { $who } exempted the employer until { $until }
employer-event-ended-note = { $who } struck out a note
employer-event-ended-head_office = { $who } ended the confirmation of the head office
employer-event-ended-exemption = { $who } ended the exemption
employer-event-ended-dispute = { $who } ended the dispute
employer-event-ended-reply = { $who } decided an answer
employer-event-settled = { $who } settled the dispute: { $outcome }

employer-records = Source records
employer-records-lead = What each row of a list said of this employer, as it was received.
employer-records-none = No list names it yet.
employer-records-times = brought by { $count } imports
employer-records-through = came with { $name }, which was merged
employer-records-differs = Other than the registry:
employer-records-more = { $count } older records are not shown.
employer-joined-made = This row put the employer on record
employer-joined-nib = Joined by NIB
employer-joined-npwp = Joined by NPWP
employer-joined-code = Joined by BPJS code
employer-joined-name = Joined by name, address and kelurahan, having no number
employer-joined-person = Joined by an officer's judgement
employer-joined-kept = Made up again from the registry; how it joined was not written down
employer-relatives = Head office and branches
employer-relatives-head = Head office
employer-relatives-unknown = BPJS code of the head office { $code }; the registry does not know that head office.
employer-relatives-branches = Branches
employer-relatives-until = Registered through the head office, confirmed until { $day }
employer-relatives-soon = ends soon
employer-relatives-over = has ended
employer-relatives-more = { $count } further branches are not shown.
