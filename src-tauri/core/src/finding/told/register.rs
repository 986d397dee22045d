//! What registers say against a round's rosters and figures.

use crate::number::Decimal;

told! {
    RegisterTwoUnits {
        register: String,
        names: Vec<String>,
    }
    RegisterEnded {
        register: String,
        names: Vec<String>,
    }
    RegisterBlacklisted {
        register: String,
        names: Vec<String>,
    }
    RegisterNotListed {
        register: String,
        list: String,
        names: Vec<String>,
    }
    RegisterOffList {
        register: String,
        list: String,
        names: Vec<String>,
    }
    RegisterNotReported {
        register: String,
        list: String,
        names: Vec<String>,
    }
    RegisterLapsing {
        register: String,
        until: String,
        names: Vec<String>,
    }
    RegisterCount {
        register: String,
        name: String,
        count: u64,
        reported: Decimal,
    }
}
