//! The words that the firms of one pair of lists are named with; another seed has others.

use super::super::dice::{Dice, mix};

/// Words of trade that half the firms of a town have in their names.
const COMMON: &str = "Jaya Abadi Makmur Sejahtera Mandiri Karya Putra Utama Sentosa Perkasa Bersama \
    Lestari Indah Mulia Sumber Berkah Rejeki Mitra Cahaya Bintang Surya Sinar Anugerah Bina Cipta \
    Citra Mega Prima Multi Tirta Bumi Nusa Nusantara Indonesia Borneo Mahakam Samudra Bahari Buana \
    Persada Pratama Wijaya Kencana Kurnia Rahmat Amanah Harapan Maju Mandala Gemilang Cemerlang \
    Dharma Dwi Tri Tunggal Eka Panca Catur Sapta Andalan Artha Aneka Agung Alam Asri Adi Duta Daya \
    Guna Inti Jasa Kasih Kartika Karunia Lancar Langgeng Mustika Mutiara Nirwana Pelita Permata \
    Pusaka Raya Rajawali Sahabat Sakti Sari Satria Satya Setia Sarana Swadaya Tata Teguh Timur \
    Saudara Usaha Wahana Wira Yasa Internasional Global Graha Griya Group Perdana Pertama Santosa";

const TRADES: &str = "Teknik Konstruksi Transport Logistik Energi Medika Farma Motor Elektronik \
    Komputer Digital Katering Boga Pangan Tani Perikanan Tambang Mineral Kimia Properti Rental \
    Wisata Konsultan Engineering Security Servis Percetakan Media Furnitur Interior Garmen Tekstil \
    Kargo Ekspedisi Ekspres Distribusi Niaga Bangunan Baja Kontraktor Asuransi Finansial Telekomunikasi";

const GIVEN: &str = "Ahmad Agus Budi Bambang Dewi Dian Eko Fajar Fitri Hadi Hasan Hendra Ibrahim Indra \
    Irwan Joko Kartini Lina Maya Muhammad Nur Nurul Putri Putra Rahmat Rahmah Ratna Rina Rizal Rudi \
    Saiful Sari Siti Slamet Sri Sugeng Sulaiman Supriadi Suparman Surya Susanti Syamsul Taufik Tono \
    Udin Usman Wahyu Wati Wawan Yanti Yusuf Zainal Zulkifli Aminah Aisyah Halimah Hasanah Husein \
    Hamid Hamdan Jamal Jamilah Khadijah Latifah Mahmud Maryam Mustafa Rahman Rahim Salim Salma \
    Suryadi Supardi Supriyadi Mulyadi Mulyono Hartono Hartanto Wijayanto Setiawan Setiadi";

/// What stands before a name that isn't a company's.
pub(super) const OPENINGS: [&str; 24] = [
    "Apotek",
    "Hotel",
    "Klinik",
    "Rumah Sakit",
    "Bengkel",
    "Rumah Makan",
    "Warung",
    "Warung Makan",
    "Salon",
    "Laundry",
    "SPBU",
    "Taman Kanak-Kanak",
    "Sekolah Menengah Kejuruan",
    "Minimarket",
    "Restoran",
    "Penginapan",
    "Percetakan",
    "Depot",
    "Kios",
    "Studio Foto",
    "Pondok Pesantren",
    "Rumah Sakit Ibu dan Anak",
    "Puskesmas",
    "Bank",
];

const ONSETS: [&str; 26] = [
    "b", "c", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "y", "ng", "ny",
    "kh", "sy", "dr", "pr", "tr", "kr", "f", "z",
];
const VOWELS: [&str; 7] = ["a", "i", "u", "e", "o", "a", "ia"];
const CODAS: [&str; 9] = ["n", "r", "s", "h", "ng", "t", "l", "m", "k"];

/// The words of one pair of lists.
pub(super) struct Vocabulary {
    salt: u64,
    rare: u32,
    onsets: Vec<&'static str>,
    common: Ranked,
    trades: Ranked,
    given: Ranked,
}

/// Words of which the first are met far more often than the last.
struct Ranked {
    words: Vec<String>,
    /// Sums of the weights up to each word.
    upto: Vec<u32>,
}

impl Ranked {
    /// `flat`: how many words share the top; the larger, the more even.
    fn new(words: Vec<String>, flat: u32) -> Self {
        let mut sum = 0;
        let upto = (0u32..)
            .zip(&words)
            .map(|(rank, _)| {
                sum += 1_000_000 / (rank + flat);
                sum
            })
            .collect();
        Self { words, upto }
    }

    fn pick(&self, dice: &mut Dice) -> String {
        let at = dice.below(self.upto.last().copied().unwrap_or_default());
        let rank = self.upto.partition_point(|&sum| sum <= at);
        self.words[rank].clone()
    }
}

impl Vocabulary {
    /// The words of `seed` for about so many firms.
    pub(super) fn new(seed: u64, firms: u32) -> Self {
        let mut dice = Dice::new(mix(seed), u64::MAX);
        let mut onsets = ONSETS.to_vec();
        shuffle(&mut onsets, &mut dice);
        onsets.truncate(15);
        let mut own = Self {
            salt: mix(seed ^ 0x5EED),
            rare: (firms / 3).max(900),
            onsets,
            common: Ranked::new(Vec::new(), 1),
            trades: Ranked::new(Vec::new(), 1),
            given: Ranked::new(Vec::new(), 1),
        };
        own.common = own.ranked(COMMON, 45, 3, &mut dice);
        own.trades = own.ranked(TRADES, 12, 6, &mut dice);
        own.given = own.ranked(GIVEN, 120, 25, &mut dice);
        own
    }

    /// Two thirds of the known words and `invented` new ones, in an order of its own.
    fn ranked(&self, known: &str, invented: u64, flat: u32, dice: &mut Dice) -> Ranked {
        let mut words: Vec<String> = known.split_whitespace().map(str::to_owned).collect();
        shuffle(&mut words, dice);
        words.truncate(words.len() * 2 / 3);
        words.extend((0..invented).map(|n| self.word(n ^ dice.bits())));
        shuffle(&mut words, dice);
        Ranked::new(words, flat)
    }

    /// A word that stands in many names.
    pub(super) fn common(&self, dice: &mut Dice) -> String {
        self.common.pick(dice)
    }

    /// A word of trade.
    pub(super) fn trade(&self, dice: &mut Dice) -> String {
        self.trades.pick(dice)
    }

    /// A person's given name.
    pub(super) fn given(&self, dice: &mut Dice) -> String {
        self.given.pick(dice)
    }

    /// A word that few names have: invented, the lower ranks met more often.
    pub(super) fn rare(&self, dice: &mut Dice) -> String {
        let (a, b) = (dice.below(self.rare), dice.below(self.rare));
        self.word(u64::from(a.min(b)))
    }

    /// The street, building or place with this number.
    pub(super) fn place(&self, number: u32) -> String {
        self.word(0xA11CE ^ (u64::from(number) << 20))
    }

    /// The invented word with this number.
    fn word(&self, number: u64) -> String {
        let mut dice = Dice::new(self.salt, number);
        let syllables = dice.weighted(&[(45, 2), (45, 3), (10, 4)]);
        let mut word = String::new();
        for nth in 0..syllables {
            if nth > 0 || !dice.chance(120) {
                word.push_str(dice.pick(&self.onsets));
            }
            word.push_str(dice.pick(&VOWELS));
            let closes = if nth + 1 == syllables { 400 } else { 130 };
            if dice.chance(closes) {
                word.push_str(dice.pick(&CODAS));
            }
        }
        if word.len() < 4 {
            word.push_str("ra");
        }
        word[..1].to_uppercase() + &word[1..]
    }
}

/// An order of chance.
pub(super) fn shuffle<T>(of: &mut [T], dice: &mut Dice) {
    for last in (1..of.len()).rev() {
        let n = u32::try_from(last + 1).expect("a list that fits the memory of a test");
        of.swap(last, dice.below(n) as usize);
    }
}
