use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "schedule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    pub cron: String,
    pub action: String,
    pub enabled: bool,
    pub since: DateTimeUtc,
    pub title: String,
    pub timezone: String,
    pub audience: String,
    pub window_from: Option<String>,
    pub window_to: Option<String>,
    pub most: Option<i32>,
    pub holidays: String,
    pub late: String,
    pub rehearsal: bool,
    pub changed_by: Option<Uuid>,
    pub changed_at: Option<DateTimeUtc>,
    pub version: i32,
    pub removed_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
