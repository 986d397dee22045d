//! What was moved: as few as make the rest stand in its old order.

use std::collections::HashSet;

/// Of old positions in their new order, those that are not in a longest run of rising ones.
pub(super) fn out_of_order(old: &[usize]) -> HashSet<usize> {
    // for each length the run that ends lowest: position in `old` of its end
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(old.len());
    for (at, value) in old.iter().enumerate() {
        let length = ends.partition_point(|end| old[*end] < *value);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut moved = old.iter().copied().collect::<HashSet<_>>();
    let mut at = ends.last().copied();
    while let Some(stays) = at {
        moved.remove(&old[stays]);
        at = before[stays];
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::out_of_order;

    fn check(old: &[usize], moved: &[usize]) {
        let mut found = out_of_order(old).into_iter().collect::<Vec<_>>();
        found.sort_unstable();
        assert_eq!(found, moved, "{old:?}");
    }

    #[test]
    fn as_few_as_can_be_are_moved() {
        check(&[], &[]);
        check(&[0, 1, 2], &[]);
        check(&[0, 2, 5], &[]);
        check(&[3, 0, 1, 2], &[3]);
        check(&[1, 2, 3, 0], &[0]);
        check(&[1, 0], &[1]);
        check(&[0, 4, 2, 3, 1, 5], &[1, 4]);
    }
}
