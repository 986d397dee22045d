//! What was counted once for all rows of a rule.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// How often each key is in a list.
pub(super) type Counted = Rc<HashMap<String, u32>>;

/// The list, its fields, and whether it is that of all units.
pub(super) type Question = (String, String, bool);

/// Keys of the rows of lists with how often each is there, made once a rule.
#[derive(Debug, Default)]
pub struct Memory(RefCell<HashMap<Question, Counted>>);

impl Memory {
    /// What was counted of the rows of all units stays; that of one unit's own does not hold of the
    /// next.
    pub fn forget_own(&self) {
        self.0
            .borrow_mut()
            .retain(|(_, _, everywhere), _| *everywhere);
    }

    pub(super) fn get(&self, question: &Question) -> Option<Counted> {
        self.0.borrow().get(question).map(Rc::clone)
    }

    pub(super) fn keep(&self, question: Question, counted: Counted) {
        self.0.borrow_mut().insert(question, counted);
    }
}
