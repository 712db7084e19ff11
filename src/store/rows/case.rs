use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cases")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub no: i32,
    pub employer_id: Uuid,
    pub case_type: String,
    pub directive_id: Uuid,
    pub is_open: bool,
    pub stage: String,
    pub round: i32,
    pub opened_on: Date,
    pub due_on: Option<Date>,
    pub confirmed_by: Option<Uuid>,
    pub seconded_by: Option<Uuid>,
    pub confirmed_at: Option<DateTimeUtc>,
    pub closed_on: Option<Date>,
    pub closed_because: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
