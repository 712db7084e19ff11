# What stands around every page.
site-name = Patuh Kota { $city }
skip-to-content = Langsung ke isi halaman
sample-word = CONTOH
sample-text = Kota contoh: semua nama dibuat-buat.
sample-label = Penanda contoh
nav-label = Halaman utama
nav-home = Beranda
nav-employers = Badan usaha
nav-cases = Kasus
nav-letters = Surat
nav-notices = Pos-el
nav-schedules = Jadwal
nav-imports = Data
nav-settings = Pengaturan
search-label = Cari badan usaha
search-hint = Nama, NIB, NPWP, atau kode BU
search-button = Cari
data-as-of = Data per { $day }
data-none = Belum ada data
language-switch = English
account-label = Akun
sign-out = Keluar
footer-note = “Belum ditemukan terdaftar” berarti belum ada di data yang kami terima; belum tentu ada pelanggaran.
breadcrumb-label = Letak halaman
back = Kembali
save = Simpan
cancel = Batal
close = Tutup
show = Tampilkan
details = Rincian
yes = ya
no = tidak
none = tidak ada
required-note = Isian bertanda * wajib diisi.
page-first = Halaman pertama
page-next = Berikutnya
page-previous = Sebelumnya
reference-note = Sebutkan nomor rujukan { $reference } bila menghubungi pengelola.

# Words that many pages use.
unit-workers = { $count ->
   *[other] { $count } pekerja
}
unit-members = { $count ->
   *[other] { $count } peserta
}
unit-employers = { $count ->
   *[other] { $count } badan usaha
}
unit-cases = { $count ->
   *[other] { $count } kasus
}
verdict-compliant = Patuh
verdict-partial_workers = Sebagian (tenaga kerja)
verdict-partial_wages = Sebagian (upah)
verdict-in_arrears = Menunggak
verdict-unregistered = Belum terdaftar
verdict-unknown = Perlu verifikasi
verdict-closed = Tutup
bar-other = { $count } nonaktif atau di tempat lain
basis-roster = daftar pekerja
basis-wlkp = WLKP
basis-bpjs_tk = BPJS Ketenagakerjaan
basis-none = tidak ada
state-enrolled = terdaftar aktif
state-inactive = terdaftar, nonaktif
state-elsewhere = aktif di tempat lain
state-city_funded = dibiayai kota (PBPU Pemda)
state-state_funded = dibiayai negara (PBI JK)
state-self_funded = mandiri (PBPU)
state-dependant = ikut anggota keluarga
state-lapsed = pernah terdaftar, kini nonaktif
state-not_found = tidak ditemukan
case-registration = Pendaftaran
case-data_submission = Penyampaian Data
case-contribution_payment = Pembayaran Iuran
stage-verification = Verifikasi
stage-appeal = Imbauan
stage-reprimand_1 = Teguran I
stage-reprimand_2 = Teguran II
stage-referral = Penyampaian ke BPJS Kesehatan
mail-queued = menunggu
mail-sending = sedang dikirim
mail-sent = terkirim
mail-failed = ditolak
mail-cancelled = dibatalkan
mail-unknown = tidak dikenal
role-admin = Admin
role-labour_officer = Petugas ketenagakerjaan
role-health_officer = Petugas kesehatan
role-approver = Pemberi persetujuan
role-viewer = Pembaca
