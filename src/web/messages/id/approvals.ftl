# What waits for an approver.
approvals-title = Persetujuan
approvals-lead = Langkah yang tinggal menunggu pejabat yang berwenang. Yang janggal di atas; lihat dahulu.
approvals-summary = Yang akan keluar
approvals-letters = { $count } surat
approvals-odd = Perlu dilihat dahulu
approvals-odd-count = { $count } kasus
approvals-table = Langkah yang menunggu persetujuan
approvals-gets = Yang diterima
approvals-by-letter = Surat ke:
approvals-to-bpjs = BPJS Kesehatan, tentang badan usaha ini
approvals-no-place = alamat belum diketahui
approvals-from = Mulai
approvals-agree = Setujui
approvals-agree-note = Yang disetujui dilaksanakan pada jadwal berikutnya, bila sampai saat itu tidak ada yang berubah. Badan usaha yang sudah patuh sebelum itu tidak disurati. Persetujuan dapat ditarik selama belum dilaksanakan.
approvals-which = Kasus yang mana
approvals-which-ticked = Hanya yang dicentang di atas
approvals-which-all = { $count ->
   *[other] Semua { $count } kasus dalam daftar ini
}
approvals-count = Banyaknya surat yang akan keluar
approvals-count-hint = Hitung sendiri dan ketik angkanya.
approvals-do = Setujui
approvals-fault-which = Pilih: semua, atau hanya yang dicentang.
approvals-fault-count = Angkanya tidak sama. Yang dipilih { $count } kasus; periksa pilihan Anda.
approvals-none = Tidak ada yang menunggu persetujuan
approvals-none-hint = Di sini muncul langkah sesudah imbauan: tenggatnya lewat, penerimaannya terbukti, dan buktinya baru.
approvals-done-approved = { $count } langkah disetujui.
approvals-done-withdrawn = Persetujuan ditarik; { $count } langkah tidak jadi dilaksanakan.
approvals-past = Persetujuan terdahulu
approvals-past-line = { $count } langkah, disetujui { $who }
approvals-valid = berlaku sampai { $day }
approvals-print = sidik daftar
approvals-became = { $taken } dilaksanakan, { $withdrawn } batal karena keadaan berubah, { $left } menunggu jadwal
approvals-ended = ditarik { $at }
approvals-withdraw = Tarik persetujuan untuk { $count } langkah
