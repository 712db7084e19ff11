use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "batch_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub batch_no: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub file_no: i32,
    pub name: String,
    pub rows: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
