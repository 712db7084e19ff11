//! Records that may be one firm, and what people say of them.

mod finding;
mod judgements;
mod keeping;
mod slips;
