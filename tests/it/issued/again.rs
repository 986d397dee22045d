//! What goes out again, and to whom.

use super::{Office, UNIT};
use xianbaohui_tests::sheet::rewritten;

/// What a county has filled in lies under the name of what went out: it is not written over.
#[test]
fn a_blank_that_somebody_filled_in_is_not_replaced() {
    let office = Office::new("S1");
    let line = [
        "issue", "a.xbh", "--round", "2021Q2", "--out", "out", "--units", UNIT, "--force", "--json",
    ];
    let file = || {
        let told = office.run(&line);
        office.path(told["files"][0]["file"].as_str().unwrap())
    };
    // as it went out it may be replaced
    assert_eq!(file(), file());
    let path = file();
    let issued = std::fs::read(&path).unwrap();
    for (what, to) in [("filled in", "<v>5</v>"), ("saved again", " ")] {
        let change = |name: &str, text: &str| {
            if name.contains("worksheets/sheet1.xml") {
                text.replacen("</c></row>", &format!("{to}</c></row>"), 1)
            } else {
                text.to_owned()
            }
        };
        let filled = rewritten(&issued, change).unwrap();
        std::fs::write(&path, &filled).unwrap();
        let refused = office.run(&line);
        assert_eq!(
            refused["error"]["code"], "output.filled-in",
            "{what}: {refused}"
        );
        assert_eq!(std::fs::read(&path).unwrap(), filled, "{what}");
    }
}

/// A list that the city keeps goes to nobody else.
#[test]
fn a_list_that_the_city_keeps_goes_to_the_city() {
    let office = Office::new("S1,L18");
    let forms = |more: &[&str]| {
        let line = [
            "issue", "a.xbh", "--round", "2021Q2", "--out", "out", "--json", "--force",
        ];
        let told = office.run(&[&line[..], more].concat());
        let files = told["files"].as_array().unwrap().iter();
        let of = files.map(|own| {
            let name = own["unit"]["name"].as_str().unwrap_or_default().to_owned();
            (name, own["forms"].to_string())
        });
        of.collect::<Vec<_>>()
    };
    let all = forms(&[]);
    let own = |name: &str| {
        all.iter()
            .find(|(own, _)| own == name)
            .map(|(_, forms)| &**forms)
    };
    assert_eq!(own(UNIT), Some(r#"["S1"]"#));
    assert_eq!(own("邢台市"), Some(r#"["L18"]"#));
    assert_eq!(
        forms(&["--units", UNIT]),
        [(UNIT.to_owned(), r#"["S1"]"#.to_owned())]
    );
}
