proof-make = Make a proof of delivery
proof-what = A signed PDF: every e-mail to this employer, the servers' answers word by word, and the receipts on record.
proof-short = Proof of delivery
refusal-proof-none = No e-mail of this kind has been tried yet.
refusal-proof-many = One proof holds no more than 2,000 e-mails; choose one employer, one firing or one day.
refusal-contact-address = Write one valid e-mail address, such as hrd@company.example.
refusal-contact-unknown = That is no address of this employer; reload the page.
