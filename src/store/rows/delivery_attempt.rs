use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "delivery_attempt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub mail_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub no: i32,
    pub at: DateTimeUtc,
    pub outcome: String,
    pub answer: String,
    pub code: Option<i16>,
    pub relay: Option<String>,
    pub message_id: Option<String>,
    pub sha256: Option<String>,
    pub content: Option<Vec<u8>>,
    pub repeated: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
