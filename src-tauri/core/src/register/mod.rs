//! Registers (名录): entities that a bureau keeps from round to round (企业, 平台, 项目, 人,
//! 合同 …), each fed by the rows of a roster. An entry is what its accepted rows say, one after the
//! other; nothing of them is copied.

mod black;
mod book;
mod changes;
mod decided;
mod defined;
mod doubts;
mod entry;
mod field;
mod finds;
mod kept_list;
mod key;
mod lists;
mod proposals;
mod published;
mod state;
mod together;

pub use book::{Book, Shelf};
pub use changes::{FieldChange, Kind};
pub use decided::{Decided, Listed, Origin, Rows, Ruling, Said, What};
pub use defined::{Register, Reporter};
pub use entry::{Entry, Event};
pub use field::shown;
pub use finds::findings;
pub use kept_list::{KeptList, ListAnswer, ListAnswers, Published};
pub use key::Fields;
pub use proposals::{Doubt, Proposal, Proposed};
pub use published::{Match, Matched, listed_as};
pub use state::{State, day_of, days_after, last_day};
