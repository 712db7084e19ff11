use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub employer_id: Uuid,
    pub kind: String,
    pub reference: String,
    pub recipient: String,
    pub reply_to: Option<String>,
    pub subject: String,
    pub body_text: String,
    pub body_html: String,
    pub state: String,
    pub demo: bool,
    pub language: String,
    pub queued_at: DateTimeUtc,
    pub not_before: DateTimeUtc,
    pub attempts: i32,
    pub lease_id: Option<Uuid>,
    pub leased_until: Option<DateTimeUtc>,
    pub sent_at: Option<DateTimeUtc>,
    pub priority: i16,
    pub domain: String,
    pub perhaps_taken: bool,
    pub tried_at: Option<DateTimeUtc>,
    pub reported_at: Option<DateTimeUtc>,
    pub letter_id: Option<Uuid>,
    pub schedule: Option<String>,
    pub due_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
