# What stands around every page.
site-name = Patuh, City of { $city }
skip-to-content = Skip to the content
sample-word = CONTOH
sample-text = Sample city: every name is made up.
sample-label = Sample notice
nav-label = Main pages
nav-home = Home
nav-employers = Employers
nav-cases = Cases
nav-letters = Letters
nav-notices = E-mail
nav-directives = Directives
nav-schedules = Schedules
nav-imports = Data
nav-settings = Settings
search-label = Find an employer
search-hint = Name, NIB, NPWP or BPJS code
search-button = Search
data-as-of = Data as of { $day }
data-none = No data yet
language-switch = Bahasa Indonesia
account-label = Account
sign-out = Sign out
footer-note = “Not found registered” means not in the data we received; it need not be a violation.
breadcrumb-label = Where you are
back = Back
save = Save
cancel = Cancel
show = Show
yes = yes
no = no
none = none
required-note = Fields marked * are required.
page-first = First page
page-next = Next
page-previous = Previous
reference-note = Quote reference { $reference } when you contact the administrator.

# Words that many pages use.
unit-workers = { $count ->
    [one] { $count } worker
   *[other] { $count } workers
}
unit-employers = { $count ->
    [one] { $count } employer
   *[other] { $count } employers
}
verdict-compliant = Compliant
verdict-partial_workers = Partial (workers)
verdict-partial_wages = Partial (wages)
verdict-in_arrears = In arrears
verdict-unregistered = Not registered
verdict-unknown = To be verified
verdict-closed = Closed
bar-other = { $count } inactive or elsewhere
basis-roster = roster
basis-wlkp = WLKP report
basis-bpjs_tk = BPJS Ketenagakerjaan
basis-none = none
state-enrolled = enrolled and active
state-inactive = enrolled, inactive
state-elsewhere = active elsewhere
state-city_funded = paid by the city (PBPU Pemda)
state-state_funded = paid by the state (PBI JK)
state-self_funded = self-paying (PBPU)
state-dependant = a relative's dependant
state-lapsed = once enrolled, now inactive
state-not_found = not found
case-registration = Registration
case-data_submission = Data submission
case-contribution_payment = Contribution payment
stage-verification = Verification
stage-appeal = Appeal
stage-reprimand_1 = Reprimand I
stage-reprimand_2 = Reprimand II
stage-referral = Referral to BPJS Kesehatan
stage-arrears_report = Arrears reported to BPJS Kesehatan
stage-bpjs_process = Examination and sanctions by BPJS Kesehatan
stage-service_request = BPJS Kesehatan asks to withhold services (TMP2T)
stage-service_hold = Services withheld (TMP2T)
stage-bpjs_billing = Billing by BPJS Kesehatan
stage-prosecutor = Prosecutor's office (SKK)
mail-queued = waiting
mail-sending = being sent
mail-sent = sent
mail-delayed = delayed on its way
mail-delivered = arrived
mail-bounced = came back
mail-failed = refused
mail-suppressed = held back
mail-cancelled = cancelled
role-admin = Administrator
role-labour_officer = Labour officer
role-health_officer = Health officer
role-approver = Approver
role-viewer = Reader
