use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "batch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub no: i32,
    pub kind: String,
    pub source: Option<String>,
    pub as_of: Date,
    pub imported_at: DateTimeUtc,
    pub demo: bool,
    pub accepted: i64,
    pub rejected: i64,
    pub imported_by: Option<Uuid>,
    pub undone_at: Option<DateTimeUtc>,
    pub undone_by: Option<Uuid>,
    pub keeps_past: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
