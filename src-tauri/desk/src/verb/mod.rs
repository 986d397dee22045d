//! What the pages may ask, one file a noun: the verbs and what they answer with. Types go to
//! `ui/src/ipc/types` by ts-rs: generated, committed.

pub(crate) mod cities;
pub(crate) mod consolidated;
pub(crate) mod export;
mod fact_shape;
pub(crate) mod facts;
pub(crate) mod inbox;
mod inbox_item;
pub(crate) mod inbox_seen;
pub(crate) mod issue;
pub(crate) mod ledger;
pub(crate) mod looking;
pub(crate) mod origin;
mod paths;
pub(crate) mod pointing;
pub(crate) mod print;
pub(crate) mod register_lists;
mod register_shape;
pub(crate) mod registers;
pub(crate) mod remembered;
pub(crate) mod review;
pub(crate) mod rounds;
mod sample;
pub(crate) mod scheme_shown;
pub(crate) mod scheme_versions;
mod shared;
pub(crate) mod sheet;
pub(crate) mod steps;
pub(crate) mod table;
mod target_shape;
pub(crate) mod targets;
