use super::{super::Kind, csv};

#[test]
fn a_plain_file_of_participants_is_read() {
    let read = csv(
        Kind::Participants,
        "nik,segmen,status,pisa,kode_bu,upah\n6474015708900007,PPU BU,AKTIF,1,01234567,4250000\n64740157,PPU BU,AKTIF,1,,\n",
    )
    .unwrap();
    assert_eq!(read.records.len(), 1);
    assert_eq!(read.rejections.len(), 1);
}
