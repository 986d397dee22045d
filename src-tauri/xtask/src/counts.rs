//! How many tests ran, as the runners' closing lines say.

use std::ops::AddAssign;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// cargo test closes each binary with `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
pub(crate) fn of_cargo(output: &str) -> Counts {
    sum(
        output,
        |line| line.strip_prefix("test result: "),
        &[';', '.'],
    )
}

/// Vitest closes with `     Tests  1 failed | 11 passed (12)`.
pub(crate) fn of_vitest(output: &str) -> Counts {
    sum(
        output,
        |line| line.trim_start().strip_prefix("Tests "),
        &['|'],
    )
}

/// Node's own runner closes with `# pass 7` and `# fail 0`.
pub(crate) fn of_node(output: &str) -> Counts {
    let of = |mark: &str| {
        let numbers = output.lines().filter_map(|line| line.strip_prefix(mark));
        numbers
            .filter_map(|number| number.trim().parse::<u32>().ok())
            .sum()
    };
    Counts {
        passed: of("# pass "),
        failed: of("# fail "),
    }
}

fn sum<'text>(
    output: &'text str,
    closing: impl Fn(&'text str) -> Option<&'text str>,
    between: &[char],
) -> Counts {
    let mut counts = Counts::default();
    for part in output
        .lines()
        .filter_map(closing)
        .flat_map(|line| line.split(between))
    {
        let mut words = part.split_whitespace();
        let (number, what) = (
            words.next().and_then(|word| word.parse::<u32>().ok()),
            words.next(),
        );
        match (number, what) {
            (Some(number), Some("passed")) => counts.passed += number,
            (Some(number), Some("failed")) => counts.failed += number,
            _ => {}
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up_every_binary_of_cargo() {
        let output = "running 2 tests\ntest a ... ok\n\ntest result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out; finished in 0.12s\n\
                      \ntest result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s\n";
        assert_eq!(
            of_cargo(output),
            Counts {
                passed: 17,
                failed: 2
            }
        );
    }

    #[test]
    fn reads_the_line_of_vitest() {
        assert_eq!(
            of_vitest(" Test Files  3 passed (3)\n      Tests  41 passed (41)\n"),
            Counts {
                passed: 41,
                failed: 0
            }
        );
        assert_eq!(
            of_vitest("      Tests  1 failed | 11 passed | 2 skipped (14)\n"),
            Counts {
                passed: 11,
                failed: 1
            }
        );
    }

    #[test]
    fn reads_the_lines_of_node() {
        assert_eq!(
            of_node("ok 1 - a\n# tests 8\n# pass 7\n# fail 1\n"),
            Counts {
                passed: 7,
                failed: 1
            }
        );
    }

    #[test]
    fn silence_is_no_test() {
        assert_eq!(of_cargo("Finished\n"), Counts::default());
    }
}
