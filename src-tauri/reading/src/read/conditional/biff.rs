//! Rules of an xls: [MS-XLS] 2.4.56 (CondFmt), 2.4.42 (CF), 2.4.57 (CondFmt12), 2.4.43 (CF12),
//! 2.5.79 (DXFN), 2.5.30 (CFMultistate), 2.5.25 (CFDatabar).

use super::tokens::Bytes;
use super::{Condition, MOST_RULES, Rule, first_of, of_formula, tokens};
use crate::read::Area;
use crate::read::look::{Change, Ground, Rgb, indexed};

const AREAS: u16 = 0x01B0;
const RULE: u16 = 0x01B1;
const NEW_AREAS: u16 = 0x0879;
const NEW_RULE: u16 = 0x087A;
/// What newer records say before their own: kind, flags, area.
const HEADER: usize = 12;

/// The rules of a sheet, record by record.
#[derive(Debug, Default)]
pub(in crate::read) struct Gathering {
    areas: Vec<Area>,
    pub(in crate::read) rules: Vec<Rule>,
}

impl Gathering {
    /// Takes a record; what is no rule is passed over.
    pub(in crate::read) fn take(&mut self, kind: u16, data: &[u8], palette: &[Rgb]) {
        let new = data.get(HEADER..).unwrap_or_default();
        match kind {
            AREAS => self.areas = areas(data),
            NEW_AREAS => self.areas = areas(new),
            RULE | NEW_RULE if self.rules.len() < MOST_RULES => {
                let is_new = kind == NEW_RULE;
                let mut at = Bytes(if is_new { new } else { data });
                match rule(&mut at, is_new, &self.areas, palette) {
                    Some(Ok(rule)) => self.rules.push(rule),
                    Some(Err(())) => {}
                    // one that cannot be made out may do anything
                    None => self.rules.push(Rule::anything(&self.areas)),
                }
            }
            _ => {}
        }
    }
}

fn areas(data: &[u8]) -> Vec<Area> {
    let mut at = Bytes(data);
    // how many rules there are, flags, the area around all
    let count = at.some(12).and_then(|_| at.word()).unwrap_or_default();
    let mut areas = Vec::new();
    for _ in 0..count {
        let (Some(top), Some(bottom), Some(left), Some(right)) =
            (at.word(), at.word(), at.word(), at.word())
        else {
            break;
        };
        areas.push(Area {
            top: top.into(),
            left: left.into(),
            bottom: bottom.into(),
            right: right.into(),
        });
    }
    areas
}

/// A rule; `Err` for one that changes nothing, `None` for one that cannot be made out.
fn rule(
    at: &mut Bytes<'_>,
    is_new: bool,
    areas: &[Area],
    palette: &[Rgb],
) -> Option<Result<Rule, ()>> {
    let (kind, operator) = (at.byte()?, at.byte()?);
    let (one, two) = (usize::from(at.word()?), usize::from(at.word()?));
    let change = if is_new {
        let size = at.long()? as usize;
        if size == 0 {
            at.some(2)?;
            Change::default()
        } else {
            change(&mut Bytes(at.some(size)?), palette)?
        }
    } else {
        // the formulas stand behind it
        let size = at.0.len().checked_sub(one + two)?;
        change(&mut Bytes(at.some(size)?), palette)?
    };
    let formulas = [at.some(one)?, at.some(two)?];
    match kind {
        1 => {
            let condition = compared(operator, &formulas, first_of(areas));
            Some(Rule::styled(areas, condition, change).ok_or(()))
        }
        2 => {
            let own = first_of(areas);
            let written = own.and_then(|own| tokens::written(formulas[0], own));
            let condition = own
                .zip(written)
                .map_or(Condition::Unknown, |(own, written)| {
                    of_formula(&written, own, areas)
                });
            Some(Rule::styled(areas, condition, change).ok_or(()))
        }
        // a third formula, flags, order, kind of template with its parameters: then what is shown
        3 | 4 | 6 => {
            let third = usize::from(at.word()?);
            at.some(third + 1 + 2 + 2)?;
            let parameters = usize::from(at.byte()?);
            at.some(parameters)?;
            match kind {
                // colours between which grounds go: any may be that of letters
                3 => Some(Rule::scale(areas, vec![[0; 3], [255; 3]]).ok_or(())),
                4 => {
                    at.some(3)?;
                    let shows = at.byte()? & 2 != 0;
                    Some(if shows {
                        Err(())
                    } else {
                        Ok(Rule::in_place(areas))
                    })
                }
                _ => {
                    at.some(5)?;
                    let hides = at.byte()? & 1 != 0;
                    Some(if hides {
                        Ok(Rule::in_place(areas))
                    } else {
                        Err(())
                    })
                }
            }
        }
        _ => Some(Rule::styled(areas, Condition::Unknown, change).ok_or(())),
    }
}

fn compared(operator: u8, formulas: &[&[u8]; 2], at: Option<(u32, u32)>) -> Condition {
    let name = match operator {
        1 => "between",
        2 => "notBetween",
        3 => "equal",
        4 => "notEqual",
        5 => "greaterThan",
        6 => "lessThan",
        7 => "greaterThanOrEqual",
        8 => "lessThanOrEqual",
        _ => return Condition::Unknown,
    };
    let count = if operator <= 2 { 2 } else { 1 };
    let with = formulas.iter().take(count);
    let with = with.map(|formula| tokens::written(formula, at?));
    with.collect::<Option<Vec<_>>>()
        .map_or(Condition::Unknown, |with| {
            super::compared(name.to_owned(), &with, at)
        })
}

/// What a differential style changes.
fn change(at: &mut Bytes<'_>, palette: &[Rgb]) -> Option<Change> {
    let flags = at.long()?;
    let more = at.word()?;
    let is = |bit: u32| flags >> bit & 1 == 1;
    let mut change = Change::default();
    if is(25) {
        if more & 1 == 1 {
            let size = usize::from(at.word()?);
            let format = at.some(size.checked_sub(2)?)?;
            change.code = Some(code(format)?);
        } else {
            at.byte()?;
            let number = at.byte()?;
            let code = crate::sight::built_in(u16::from(number), crate::sight::Locale::ZhCn);
            change.code = code.map(str::to_owned);
        }
    }
    if is(26) {
        // the name of the font, its height
        at.some(64 + 4)?;
        let lines = at.long()?;
        at.some(8)?;
        let colour = at.long()?;
        at.some(4)?;
        let unchanged = at.long()?;
        at.some(4 * 6 + 2)?;
        change.letters = u16::try_from(colour).ok().map(|own| indexed(own, palette));
        change.struck = (unchanged & 0x80 == 0).then_some(lines & 0x80 != 0);
    }
    if is(27) {
        at.some(8)?;
    }
    if is(28) {
        at.some(8)?;
    }
    if is(29) {
        let fill = at.long()?;
        let pattern = fill >> 10 & 0x3F;
        let colour = |from: u32, unchanged: u32| {
            let number = u16::try_from(fill >> from & 0x7F).ok()?;
            (!is(unchanged)).then(|| indexed(number, palette))
        };
        let (front, back) = (colour(16, 17), colour(23, 18));
        change.ground = match pattern {
            _ if is(16) => back.or(front).map(Ground::Of),
            0 => None,
            1 => back.or(front).map(Ground::Of),
            _ => Some(Ground::Unknown),
        };
    }
    Some(change)
}

/// A code: a count of characters, a flag for two bytes each.
fn code(data: &[u8]) -> Option<String> {
    let (head, characters) = data.split_at_checked(3)?;
    if head[2] & 1 == 0 {
        return Some(characters.iter().map(|own| char::from(*own)).collect());
    }
    let units = characters.chunks_exact(2);
    let units = units.map(|two| u16::from_le_bytes([two[0], two[1]]));
    Some(String::from_utf16_lossy(&units.collect::<Vec<_>>()))
}
